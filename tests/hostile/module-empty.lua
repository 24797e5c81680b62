-- class: module
-- expect: error this pack has no lib/.lua
-- no name at all
return require("")
