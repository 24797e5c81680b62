-- class: declaration
-- expect: error severity
-- as: rule
-- a severity that is none
return rule {
	id = "declare-severity",
	title = "T",
	on = "page",
	severity = "unchecked",
	check = function(page, report)

	end,
}
