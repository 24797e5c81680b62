-- class: module
-- expect: error this pack has no lib/1.lua
-- a name that is a number
return require(1)
