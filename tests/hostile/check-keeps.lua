-- class: memory
-- expect: error kept more than 8 MiB of memory
-- as: rule
-- keeps what other rules will need
local kept = {}

return rule {
	id = "check-keeps",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		for i = 1, 30 do kept[i] = ("x"):rep(1 << 20) end
	end,
}
