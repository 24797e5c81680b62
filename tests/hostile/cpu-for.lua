-- class: cpu
-- expect: cpu
-- an integer loop at the edge, which must not wrap
local n = 0
for i = math.maxinteger - 1, math.maxinteger do n = n + 1 end
for i = math.mininteger, math.maxinteger do n = n + 1 end
return n
