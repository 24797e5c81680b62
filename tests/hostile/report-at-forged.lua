-- class: report
-- expect: error is a link or a node
-- as: rule
-- a table that looks like a link
return rule {
	id = "report-at-forged",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		report { message = "x", at = { line = 1, col = 1 } }
	end,
}
