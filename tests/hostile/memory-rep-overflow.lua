-- class: memory
-- expect: error resulting string too large
-- a product that passes 2^63
return ("xx"):rep(1 << 62)
