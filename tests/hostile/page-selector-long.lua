-- class: page
-- expect: error
-- as: rule
-- a selector of a megabyte
return rule {
	id = "page-selector-long",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		page:select(("a "):rep(500000))
	end,
}
