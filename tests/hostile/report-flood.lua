-- class: report
-- expect: error more than 1000 findings
-- as: rule
-- a million findings
return rule {
	id = "report-flood",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		for i = 1, 1000000 do report("x" .. i) end
	end,
}
