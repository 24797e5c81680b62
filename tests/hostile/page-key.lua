-- class: page
-- expect: finds 1
-- as: rule
-- an object as a key and in comparisons
return rule {
	id = "page-key",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		local t = { [page] = 1 }
		if t[page] == 1 and page ~= page.links and not pcall(function() return page < page end) then report("x") end
	end,
}
