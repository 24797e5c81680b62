-- class: cpu
-- expect: value 0
-- sixteen million digits
return #text.ids(("1234567"):rep(1 << 21))
