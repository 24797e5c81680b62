-- class: cpu
-- expect: cpu
-- as: rule
-- a rule that never ends
return rule {
	id = "check-loop",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		while true do end
	end,
}
