-- class: page
-- expect: error table expected
-- as: rule
-- goes past the guard
return rule {
	id = "page-rawset",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		rawset(page, "title", "x")
	end,
}
