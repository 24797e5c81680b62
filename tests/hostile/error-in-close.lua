-- class: error
-- expect: error in close
-- an error while an error is handled
local x <close> = setmetatable({}, { __close = function() error("in close") end })
error("first")
