-- class: declaration
-- expect: cpu
-- as: rule
-- never gets to its end
while true do end

return rule {
	id = "declare-loop",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)

	end,
}
