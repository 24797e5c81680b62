-- class: report
-- expect: error unknown key
-- as: rule
-- keys that are no names
return rule {
	id = "report-keys",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		report { [1] = "x", [{}] = 1 }
	end,
}
