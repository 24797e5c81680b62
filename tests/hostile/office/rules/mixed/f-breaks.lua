-- breaks on every page, in the middle of its findings
return rule {
	id = "mixed/f-breaks",
	title = "Hostile",
	severity = "error",
	on = "page",
	check = function(page, report, args)
		report("before it broke")
		page.title = "poison"
	end,
}
