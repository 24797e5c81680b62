-- class: state
-- expect: value "fine"
-- runs in an environment of its own
local pcall, error = pcall, error
local _ENV = { }
x = "fine"
return x
