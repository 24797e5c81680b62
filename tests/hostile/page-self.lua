-- class: page
-- expect: error page expected
-- as: rule
-- methods on what is no page
return rule {
	id = "page-self",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		page.select(json.null, "a")
	end,
}
