-- class: declaration
-- expect: error unknown key
-- as: rule
-- ten thousand keys
local t = { id = "declare-ten-thousand", title = "T", severity = "error", on = "page", check = function() end }
for i = 1, 10000 do t["key" .. i] = i end
return rule(t)
