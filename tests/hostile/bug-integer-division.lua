-- class: bug
-- expect: value [-9223372036854775808,0]
-- traps on the processor
local n = math.mininteger
return { n // -1, n % -1 }
