-- class: report
-- expect: error all findings of a page
-- as: rule
-- a thousand findings of the greatest size
return rule {
	id = "report-bytes",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		local s = ("x"):rep(15000)
		for i = 1, 1000 do report(s) end
	end,
}
