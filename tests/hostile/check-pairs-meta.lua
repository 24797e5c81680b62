-- class: page
-- expect: finds 1
-- as: rule
-- the walk over many names sorts them, without asking the system
return rule {
	id = "check-pairs-meta",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		local n = 0
		for _, name in pairs(page.meta) do n = n + 1 end
		if page:has_id("i7") and n >= 40 then report("fine") end
	end,
}
