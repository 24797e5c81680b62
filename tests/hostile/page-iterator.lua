-- class: page
-- expect: finds 1
-- as: rule
-- the walk of one object handed to another
return rule {
	id = "page-iterator",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		local f = pairs(page.links)
		local ok = pcall(f, page, 0) or pcall(f, json.null, 0) or pcall(f, page.ids, 0) or pcall(f, page.links, math.mininteger)
		if f(page.links, math.maxinteger) == nil and f(page.links, 1 << 40) == nil then report("nothing") end
	end,
}
