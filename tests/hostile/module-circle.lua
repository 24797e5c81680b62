-- class: module
-- expect: value [true,"b"] 
-- two modules that load each other
local a = require("circle-a")
return { a.inner, a.name }
