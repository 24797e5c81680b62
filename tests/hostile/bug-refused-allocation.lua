-- class: bug
-- expect: memory
-- 5.4.4: a refused allocation while a table grows is a use after free
local fill = {}
for i = 1, 40 do fill[i] = ("x"):rep(1 << 20) .. i end
while true do
	local t = setmetatable({}, { __newindex = function(t, k, v) rawset(t, k, v) end })
	for i = 1, 1 << 16 do t[{}] = {} end
	fill[#fill + 1] = t
end
