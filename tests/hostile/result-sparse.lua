-- class: result
-- expect: cpu
-- a great empty table, named ten thousand times
local t = {}
for i = 1, 1 << 20 do t[i] = i end
for i = 1, 1 << 20 do t[i] = nil end
local all = {}
for i = 1, 10000 do all[i] = t end
return all
