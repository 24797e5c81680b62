-- class: module
-- expect: error this pack has no lib/../
-- a name with a way out
return require("../run")
