-- keeps what the others will need
local kept = {}

return rule {
	id = "mixed/c-keeps",
	title = "Hostile",
	severity = "error",
	on = "page",
	check = function(page, report, args)
		for i = 1, 30 do kept[i] = ("x"):rep(1 << 20) end
	end,
}
