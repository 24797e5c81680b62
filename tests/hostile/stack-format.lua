-- class: c-stack
-- expect: error C stack overflow
-- %s of itself
local t = setmetatable({}, { __tostring = function(x) return ("%s"):format(x) end })
return ("%s"):format(t)
