-- class: report
-- expect: error table expected
-- as: rule
-- nothing
return rule {
	id = "report-nil",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		report(nil)
	end,
}
