-- class: bytecode
-- expect: error attempt to call a nil value
-- bytecode of a library function
return ("x"):dump()
