-- class: cpu
-- expect: cpu
-- catches every error that a limit could raise
while true do pcall(function() while true do end end) end
