-- class: result
-- expect: error nested deeper than 32
-- a table that contains itself
local t = {}
t.t = t
return t
