-- class: result
-- expect: error larger than 1 MiB
-- a little more than may be
return ("x"):rep((1 << 20) + (1 << 17))
