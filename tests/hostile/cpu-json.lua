-- class: cpu
-- expect: cpu
-- the program's own functions on the largest tree
local t = {}
for i = 1, 10000 do t[i] = { i } end
while true do json.decode(json.encode(t)) end
