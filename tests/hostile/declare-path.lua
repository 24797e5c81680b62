-- class: declaration
-- expect: error path
-- as: rule
-- ten thousand paths, one of them no path
local paths = {}
for i = 1, 10000 do paths[i] = "/" .. i end
paths[5000] = "no path"

return rule {
	id = "declare-path",
	title = "T",
	severity = "error",
	on = "page",
	match = { path = paths },
	check = function(page, report)

	end,
}
