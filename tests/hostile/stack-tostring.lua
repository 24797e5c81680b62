-- class: c-stack
-- expect: error C stack overflow
-- __tostring of itself
local t = setmetatable({}, { __tostring = function(x) return tostring(x) end })
return tostring(t)
