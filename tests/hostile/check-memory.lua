-- class: memory
-- expect: memory
-- as: rule
-- a rule that takes everything
return rule {
	id = "check-memory",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		local s = "x"
		while true do s = s .. s end
	end,
}
