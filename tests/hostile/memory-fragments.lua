-- class: memory
-- expect: memory
-- frees every other string, so that nothing larger fits between
local size, keep = 24, {}
while true do
	local t = {}
	for i = 1, (20 << 20) // (size + 40) do t[i] = ("x"):rep(size - 8) .. i end
	for i = 1, #t, 2 do t[i] = false end
	keep[#keep + 1] = t
	if #keep > 3 then table.remove(keep, 1) end
	size = size * 2
	if size > 4000 then size = 24 end
	keep.more = (keep.more or "") .. ("y"):rep(1 << 20)
end
