-- finds as much as it may
return rule {
	id = "mixed/g-floods",
	title = "Hostile",
	severity = "error",
	on = "page",
	check = function(page, report, args)
		for i = 1, 2000 do pcall(report, ("x"):rep(2000)) end
	end,
}
