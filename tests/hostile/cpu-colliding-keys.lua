-- class: cpu
-- expect: cpu
-- every key falls into one place of the table
local t = {}
for i = 1, 1 << 18 do t[i * 0x7fffffff] = true end
while true do for i = 1, 1 << 20 do t[i * 0x7fffffff] = nil; t[(i + 1) * 0x7fffffff] = true end end
