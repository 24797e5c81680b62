-- class: module
-- expect: error this pack has no lib
-- C reads the name up to the NUL
return require("honest\0/../../x")
