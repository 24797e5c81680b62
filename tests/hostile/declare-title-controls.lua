-- class: declaration
-- expect: finds 1
-- as: rule
-- a title that draws on the terminal
return rule {
	id = "declare-title-controls",
	severity = "error",
	on = "page",
	title = "\27[2Jred\r\n\u{202e}",
	check = function(page, report)
		report {}
	end,
}
