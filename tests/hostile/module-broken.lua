-- class: module
-- expect: value [false,false] 
-- a module that raises does so each time, and is never half there
return { (pcall(require, "broken")), (pcall(require, "broken")) }
