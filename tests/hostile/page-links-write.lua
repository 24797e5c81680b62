-- class: page
-- expect: error links is read-only
-- as: rule
-- changes the list that all rules share
return rule {
	id = "page-links-write",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		page.links[1] = nil
	end,
}
