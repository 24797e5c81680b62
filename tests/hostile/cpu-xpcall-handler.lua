-- class: cpu
-- expect: cpu
-- never leaves the handler of an error
xpcall(error, function() while true do end end)
