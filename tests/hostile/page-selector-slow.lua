-- class: page
-- expect: cpu
-- as: rule
-- every descendant of every descendant
return rule {
	id = "page-selector-slow",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		while true do page:select("* * * * * * * * * * * * * * * * [class*=aaaaaaaaaaaaaaaaaaaaaaab]") end
	end,
}
