-- class: bug
-- expect: value [false,false,true] 
-- stack sizes that overflow an int
local a = pcall(table.unpack, {}, 1, 1e6)
local b = pcall(table.unpack, {}, math.mininteger, math.maxinteger)
local c = pcall(table.unpack, {}, 1, 200000)
return { a, b, c }
