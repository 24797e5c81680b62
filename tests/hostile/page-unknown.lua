-- class: page
-- expect: error page has no field "tilte"
-- as: rule
-- a slip of the finger
return rule {
	id = "page-unknown",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		return page.tilte
	end,
}
