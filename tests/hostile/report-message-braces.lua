-- class: report
-- expect: finds 60
-- as: rule
-- sixty messages of open braces
return rule {
	id = "report-message-braces",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		local s = ("{"):rep(4000)
		for i = 1, 60 do report(s) end
	end,
}
