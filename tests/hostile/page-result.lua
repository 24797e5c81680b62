-- class: page
-- expect: error table expected
-- as: rule
-- reports the page itself
return rule {
	id = "page-result",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		report(page)
	end,
}
