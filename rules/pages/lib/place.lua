-- Where a piece of text stands in the source of a page: its line and column.
return function(page, wanted)
	local body = page.body
	local at = body:find(wanted, 1, true)
	if not at then return nil end
	local head = body:sub(1, at - 1)
	local line = select(2, head:gsub("\n", "")) + 1
	return line, utf8.len(head:match("[^\n]*$")) + 1
end
