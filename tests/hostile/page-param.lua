-- class: page
-- expect: error it is an object of the program
-- as: rule
-- a page as a parameter
return rule {
	id = "page-param",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		report { message = "x", params = { p = page } }
	end,
}
