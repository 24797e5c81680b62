-- class: memory
-- expect: memory
-- small tables, each with a metatable
local t, m = {}, { __index = {} }
for i = 1, math.maxinteger do t[i] = setmetatable({}, m) end
