-- class: memory
-- expect: memory
-- a million terms
local list = {}
for i = 1, 1000000 do list[i] = "政务" .. i end
return text.terms(list):count "政务1"
