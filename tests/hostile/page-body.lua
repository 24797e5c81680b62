-- class: page
-- expect: cpu
-- as: rule
-- the whole source through a bad pattern
return rule {
	id = "page-body",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		page.body:rep(100):find((".-"):rep(8) .. "\1")
	end,
}
