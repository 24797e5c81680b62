-- class: declaration
-- expect: error title
-- as: rule
-- a title that is a function
return rule {
	id = "declare-title-type",
	severity = "error",
	on = "page",
	title = function() end,
	check = function(page, report)

	end,
}
