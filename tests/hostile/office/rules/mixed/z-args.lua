-- changes its arguments, and is the last
return rule {
	id = "mixed/z-args",
	title = "Hostile",
	severity = "error",
	on = "page",
	check = function(page, report, args)
		args.n = 1000
		report { message = "last" }
	end,
}
