-- class: report
-- expect: error is no severity
-- as: rule
-- a severity of its own
return rule {
	id = "report-severity",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		report { message = "x", severity = "catastrophe" }
	end,
}
