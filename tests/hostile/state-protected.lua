-- class: state
-- expect: error protected metatable
-- its own guard holds as well
local t = setmetatable({}, { __metatable = "mine" })
setmetatable(t, nil)
