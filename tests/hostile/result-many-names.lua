-- class: result
-- expect: value true
-- two hundred names are sorted, without asking the system for anything
local t = {}
for i = 1, 200 do t["k" .. i % 10 .. i] = i end
return #json.encode(t) > 2000
