-- class: error
-- expect: error all is well
-- as: rule
-- an error in the words of another rule
return rule {
	id = "check-error-forged",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		error("links/dead: all is well", 0)
	end,
}
