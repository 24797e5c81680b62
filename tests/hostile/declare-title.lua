-- class: declaration
-- expect: error title
-- as: rule
-- a title of a megabyte
return rule {
	id = "declare-title",
	severity = "error",
	on = "page",
	title = ("t"):rep(1000000),
	check = function(page, report)

	end,
}
