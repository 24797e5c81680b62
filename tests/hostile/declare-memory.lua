-- class: declaration
-- expect: memory
-- as: rule
-- takes all before it says what it is
local s = "x"
while true do s = s .. s end

return rule {
	id = "declare-memory",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)

	end,
}
