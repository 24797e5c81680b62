-- class: report
-- expect: finds 1
-- as: rule
-- metamethods of what it reports never run
return rule {
	id = "report-metatable",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		report(setmetatable({ message = "x" }, { __index = function() error("ran") end, __pairs = function() error("ran") end }))
	end,
}
