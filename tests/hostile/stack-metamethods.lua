-- class: c-stack
-- expect: error stack overflow
-- each metamethod calls the next
local m = {}
m.__add = function(a, b) return a .. b end
m.__concat = function(a, b) return a < b end
m.__lt = function(a, b) return #a end
m.__len = function(a) return a() end
m.__call = function(a) return a + a end
local t = setmetatable({}, m)
return t + t
