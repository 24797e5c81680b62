-- class: declaration
-- expect: error must be the name of a file beside the rule
-- as: test
-- a test that reads a file of the system
return rule {
	id = "declare-test-file",
	title = "T",
	severity = "error",
	on = "page",
	tests = { { file = "../../../../../../../../../../etc/passwd", finds = 0 } },
	check = function(page, report)
		report(page.text)
	end,
}
