-- class: bytecode
-- expect: error 'loadstring' is not available
-- the old name
return loadstring("return 1")()
