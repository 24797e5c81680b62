-- takes all memory
return rule {
	id = "mixed/b-memory",
	title = "Hostile",
	severity = "error",
	on = "page",
	check = function(page, report, args)
		local s = "x"
		while true do s = s .. s end
	end,
}
