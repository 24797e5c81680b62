-- class: report
-- expect: error unknown key 'rule'
-- as: rule
-- in the name of another
return rule {
	id = "report-forged-rule",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		report { rule = "links/dead", message = "x" }
	end,
}
