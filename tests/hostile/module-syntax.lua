-- class: module
-- expect: value [false,false] 
-- a module that does not compile
return { (pcall(require, "syntax")), (pcall(require, "syntax")) }
