-- class: declaration
-- expect: error check-links has no such cause
-- as: test
-- a cause that nobody judges would switch the rule off in every crawl
return rule { id = "declare-cause", title = "T", severity = "info", on = "page", cause = "sofft-404",
	check = function() end, tests = { { html = "<p>", finds = 0 } } }
