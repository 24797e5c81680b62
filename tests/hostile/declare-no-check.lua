-- class: declaration
-- expect: error check
-- as: rule
-- nothing to run
return rule {
	id = "declare-no-check",
	title = "T",
	severity = "error",
	on = "page",
	check = "a string",
}
