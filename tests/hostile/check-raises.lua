-- class: error
-- expect: error the script raised table
-- as: rule
-- raises no message
return rule {
	id = "check-raises",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		error({})
	end,
}
