-- class: page
-- expect: error table expected
-- as: rule
-- walks the object as a table
return rule {
	id = "page-next",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		next(page)
	end,
}
