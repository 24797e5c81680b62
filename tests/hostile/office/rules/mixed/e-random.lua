-- draws and seeds random numbers
local kept = {}
math.randomseed(1, 2)

return rule {
	id = "mixed/e-random",
	title = "Hostile",
	severity = "error",
	on = "page",
	check = function(page, report, args)
		math.randomseed(#page.links)
		for i = 1, 100 do math.random() end
		kept[#kept + 1] = { page, report, page.links }
		for i = 1, #kept - 1 do
			pcall(kept[i][2], "in the name of " .. i)
			pcall(function() kept[i][1].title = "poison" end)
			pcall(function() kept[i][3][1] = nil end)
		end
	end,
}
