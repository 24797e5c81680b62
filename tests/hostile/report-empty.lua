-- class: report
-- expect: finds 1
-- as: rule
-- nothing but its title
return rule {
	id = "report-empty",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		report {}
	end,
}
