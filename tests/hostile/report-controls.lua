-- class: report
-- expect: finds 1
-- as: rule
-- draws on the terminal
return rule {
	id = "report-controls",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		report("\27[2J\27]0;x\7\u{9b}31m\u{202e}red\r\n# not ok")
	end,
}
