-- class: declaration
-- expect: error nested deeper than 32
-- as: rule
-- a declaration that contains itself
local args = {}
args.args = args

return rule {
	id = "declare-cycle",
	title = "T",
	severity = "error",
	on = "page",
	args = args,
	check = function(page, report)

	end,
}
