-- class: honest
-- expect: value "fine"
-- means no harm: 20 MiB in use and much that is not; whoever waits too long to collect takes it for an attack
local live = {}
for i = 1, 20 do live[i] = ("x"):rep((1 << 20) - i) end
for i = 1, 100 do local garbage = ("y"):rep((1 << 18) + i) end
for i = 1, 500000 do local garbage = { i } end
return "fine"
