-- class: c-stack
-- expect: error '__index' chain too long
-- a chain that bites its tail
local a, b = {}, {}
setmetatable(a, { __index = b })
setmetatable(b, { __index = a })
return a.x
