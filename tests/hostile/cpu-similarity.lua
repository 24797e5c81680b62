-- class: cpu
-- expect: value 1.0|value 1
-- two long texts
return text.similarity(("政务公开"):rep(500000), ("政务公开"):rep(500001))
