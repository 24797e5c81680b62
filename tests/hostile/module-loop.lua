-- class: module
-- expect: cpu
-- a module that never ends
return require("loop")
