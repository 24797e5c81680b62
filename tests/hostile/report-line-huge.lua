-- class: report
-- expect: error whole number from 1
-- as: rule
-- a line that is no integer
return rule {
	id = "report-line-huge",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		report { line = 1e300 }
	end,
}
