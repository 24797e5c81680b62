-- class: report
-- expect: error nested deeper than 32
-- as: rule
-- parameters that contain themselves
return rule {
	id = "report-recursive",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		local p = {}
		p.p = p
		report { params = p }
	end,
}
