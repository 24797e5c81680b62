-- class: page
-- expect: memory
-- as: rule
-- keeps every node it ever got
return rule {
	id = "page-nodes",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		local all = {}
		while true do all[#all + 1] = page:select("*") end
	end,
}
