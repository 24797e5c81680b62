-- class: cpu
-- expect: value 131072
-- terms that all begin alike, and a text that is made of their beginning
local list = {}
for i = 1, 300 do list[i] = ("国"):rep(i) end
return text.terms { terms = list, hits = "first" }:count(("国"):rep(1 << 17))
