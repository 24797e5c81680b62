-- class: state
-- expect: finds 1
-- as: rule
-- changes its own arguments and the environment
return rule {
	id = "check-args-written",
	title = "T",
	severity = "error",
	on = "page",
	args = { n = { type = "integer", default = 1 } },
	check = function(page, report, args)
		args.n, args.self, args.page = args.n + 1, args, page
		report("x")
	end,
}
