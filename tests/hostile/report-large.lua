-- class: report
-- expect: error larger than
-- as: rule
-- 20 KB of parameters
return rule {
	id = "report-large",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		report { params = { a = ("x"):rep(20000) } }
	end,
}
