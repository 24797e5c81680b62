-- class: cpu
-- expect: cpu
-- __close runs while a scope is left, by an error too
local x <close> = setmetatable({}, { __close = function() while true do end end })
error("leave")
