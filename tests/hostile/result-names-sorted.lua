-- class: result
-- expect: error larger than 1 MiB
-- a hundred thousand names
local t = {}
for i = 1, 100000 do t[("k"):rep(i % 20) .. i] = i end
return t
