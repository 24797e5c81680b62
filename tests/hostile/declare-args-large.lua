-- class: declaration
-- expect: error larger than 60 KB
-- as: rule
-- arguments larger than a message
return rule {
	id = "declare-args-large",
	title = "T",
	severity = "error",
	on = "page",
	args = { a = { type = "string", default = ("x"):rep(100000) } },
	check = function(page, report)

	end,
}
