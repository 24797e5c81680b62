-- class: page
-- expect: error
-- as: rule
-- a selector of many conditions
return rule {
	id = "page-selector-many",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		page:select(("a,"):rep(400) .. "a")
	end,
}
