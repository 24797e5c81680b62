-- class: report
-- expect: finds 1
-- as: rule
-- evidence that is a page
return rule {
	id = "report-evidence",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		report { message = "x", evidence = ("e"):rep(15000) }
	end,
}
