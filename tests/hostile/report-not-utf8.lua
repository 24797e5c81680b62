-- class: report
-- expect: error not UTF-8
-- as: rule
-- bytes that are no text
return rule {
	id = "report-not-utf8",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		report("\xff")
	end,
}
