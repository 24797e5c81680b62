--[[
Where on a page something stands. A page too deeply nested for selectors has no places,
but its faults are told all the same.
--]]
local place = {}

-- The first element that fits the selector, or nil.
function place.first(page, css)
	local ok, node = pcall(page.first, page, css)
	return ok and node or nil
end

-- Whether an element that fits the selector holds this text.
function place.inside(page, css, wanted)
	local ok, nodes = pcall(page.select, page, css)
	for _, node in ipairs(ok and nodes or {}) do
		if node.text:find(wanted, 1, true) then return true end
	end
	return not ok
end

-- Line and column of the first such text in the source; nothing when it is not there as it is.
function place.of(page, wanted)
	local body = page.body
	local at = body:find(wanted, 1, true)
	if not at then return nil end
	local head = body:sub(1, at - 1)
	return select(2, head:gsub("\n", "")) + 1, utf8.len(head:match("[^\n]*$")) + 1
end

return place
