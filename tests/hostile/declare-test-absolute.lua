-- class: declaration
-- expect: error must be the name of a file beside the rule
-- as: test
-- the same with an absolute path
return rule {
	id = "declare-test-absolute",
	title = "T",
	severity = "error",
	on = "page",
	tests = { { file = "/etc/passwd", finds = 0 } },
	check = function(page, report)
		report(page.text)
	end,
}
