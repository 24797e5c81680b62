-- class: memory
-- expect: error too many results to unpack
-- more values than a stack holds
local t = {}
for i = 1, 1000001 do t[i] = i end
return select("#", table.unpack(t))
