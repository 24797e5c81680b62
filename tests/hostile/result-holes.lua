-- class: result
-- expect: error more holes than values
-- a list of 2^63 items with two in it
return { [1] = 1, [math.maxinteger] = 2 }
