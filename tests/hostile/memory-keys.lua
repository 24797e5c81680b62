-- class: memory
-- expect: memory
-- short strings, which cost the C library more than they hold
local t = {}
for i = 1, math.maxinteger do t[string.pack("I3", i % (1 << 24))] = true end
