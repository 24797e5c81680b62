-- class: report
-- expect: finds 1
-- as: rule
-- two hundred parameters are sorted without asking the system
return rule {
	id = "check-many-names",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		local p = {}
		for i = 1, 200 do p["n" .. i % 10 .. i] = i end
		report { message = "{n12}", params = p }
	end,
}
