-- class: c-stack
-- expect: error C stack overflow
-- a callback that calls what called it
local function f(s) return (s:gsub(".", f)) end
return f("x")
