-- class: declaration
-- expect: finds 30
-- as: rule
-- a text of braces, which the program replaces
return rule {
	id = "declare-message-braces",
	title = "T",
	severity = "error",
	on = "page",
	message = ("{x}"):rep(600),
	check = function(page, report)
		for i = 1, 30 do report { params = { x = ("y"):rep(8000) } } end
	end,
}
