-- takes the worker down on every page
return rule {
	id = "mixed/a-loops",
	title = "Hostile",
	severity = "error",
	on = "page",
	check = function(page, report, args)
		while true do end
	end,
}
