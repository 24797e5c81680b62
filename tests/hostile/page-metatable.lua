-- class: page
-- expect: finds 1
-- as: rule
-- the guard itself is out of reach
return rule {
	id = "page-metatable",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		if getmetatable(page) == nil and not pcall(setmetatable, page, {}) then report("out of reach") end
	end,
}
