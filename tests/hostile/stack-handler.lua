-- class: c-stack
-- expect: value [false]
-- an error handler with an error, without end
local function h(e) error(e) end
return { (xpcall(error, h, "x")) }
