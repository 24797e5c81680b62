-- class: report
-- expect: error unknown key 'file'
-- as: rule
-- about a file
return rule {
	id = "report-forged-file",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		report { file = "/etc/passwd", message = "x" }
	end,
}
