-- class: declaration
-- expect: error
-- as: rule
-- functions everywhere
return rule {
	id = "declare-function-fields",
	severity = "error",
	on = "page",
	title = "T", message = function() end, fix = function() end,
	check = function(page, report)

	end,
}
