-- class: debug
-- expect: error number expected, got ==[
-- a type's name comes from the script: controls and length
local t = setmetatable({}, { __name = "==[" .. ("\27[2J\n"):rep(100000) })
return ("x"):rep(t)
