-- class: report
-- expect: error whole number from 1
-- as: rule
-- a line before the first
return rule {
	id = "report-line-negative",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		report { line = -1 }
	end,
}
