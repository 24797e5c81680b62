-- class: report
-- expect: error it is a function
-- as: rule
-- code as a message
return rule {
	id = "report-message-function",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		report { message = function() end }
	end,
}
