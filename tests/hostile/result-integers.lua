-- class: result
-- expect: value [9223372036854775807,-9223372036854775808]
-- the largest and the smallest
return { math.maxinteger, math.mininteger }
