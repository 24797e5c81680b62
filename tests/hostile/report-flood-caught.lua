-- class: report
-- expect: finds 1000
-- as: rule
-- a hundred thousand findings, and every error caught
return rule {
	id = "report-flood-caught",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		for i = 1, 100000 do pcall(report, "x") end
	end,
}
