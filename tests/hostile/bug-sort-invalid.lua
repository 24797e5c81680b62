-- class: bug
-- expect: error
-- an order that is none: 'invalid order function', and nothing is read beyond the table
local t = {}
for i = 1, 1000 do t[i] = i end
for round = 1, 100 do table.sort(t, function() return true end) end
