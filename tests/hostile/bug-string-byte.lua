-- class: bug
-- expect: error string slice too long
-- a slice of 2^31 bytes
return select("#", ("x"):rep(1 << 24):byte(1, -1))
