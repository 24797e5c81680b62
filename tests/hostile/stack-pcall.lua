-- class: c-stack
-- expect: error stack overflow
-- pcall inside pcall
local function g() local ok, e = pcall(g) if not ok then error(e, 0) end return e end
return (g())
