-- class: declaration
-- expect: error args
-- as: rule
-- an argument whose value is not of its type
return rule {
	id = "declare-args",
	title = "T",
	severity = "error",
	on = "page",
	args = { a = { type = "integer", default = "1e300" } },
	check = function(page, report)

	end,
}
