-- class: memory
-- expect: memory
-- widths of 99 many times over
local t = {}
for i = 1, 250 do t[i] = 1 end
local s = {}
for i = 1, math.maxinteger do s[i] = (("%99.99f"):rep(200)):format(table.unpack(t)) .. i end
