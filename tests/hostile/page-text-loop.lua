-- class: page
-- expect: cpu
-- as: rule
-- the text of every element, again and again
return rule {
	id = "page-text-loop",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		while true do for _, n in ipairs(page:select("*")) do local t = n.text .. (n.line or 0) end end
	end,
}
