-- class: module
-- expect: error this pack has no lib//etc/passwd.lua
-- an absolute path
return require("/etc/passwd")
