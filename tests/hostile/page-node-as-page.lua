-- class: page
-- expect: error page expected
-- as: rule
-- a node where a page should be
return rule {
	id = "page-node-as-page",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		page.select(page:first("p"), "a")
	end,
}
