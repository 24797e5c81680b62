-- changes everything that it can reach, when it is loaded and when it runs
local ipairs, next, rawset, rule = ipairs, next, rawset, rule
local libraries = { string, table, math, utf8, json, text, url }

local function poison_all()
	rawset(_G, "poison", "poison")
	for _, library in ipairs(libraries) do
		for name in next, library do rawset(library, name, function() return "poison" end) end
	end
	for name in next, _G do
		if name ~= "_G" then rawset(_G, name, "poison") end
	end
end

poison_all()

return rule {
	id = "mixed/d-poison",
	title = "Hostile",
	severity = "error",
	on = "page",
	check = function(page, report, args)
		poison_all()
		report("poisoned")
	end,
}
