-- class: module
-- expect: value "fine"
-- a module cannot reach the script's globals
secret = "secret"
return require("nosy") and "seen" or "fine"
