-- class: report
-- expect: error whole number from 1
-- as: rule
-- a line that no 32 bits hold
return rule {
	id = "report-line-maximum",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		report { line = math.maxinteger, col = 1 }
	end,
}
