-- class: page
-- expect: error page is read-only
-- as: rule
-- changes what the next rule sees
return rule {
	id = "page-write",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		page.title = "x"
	end,
}
