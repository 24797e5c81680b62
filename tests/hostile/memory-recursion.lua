-- class: memory
-- expect: error stack overflow
-- a Lua stack of its greatest depth
local function f(...) return 1 + f(1, ...) end
return f()
