-- class: page
-- expect: finds 1
-- as: rule
-- selectors that are none
return rule {
	id = "page-selector-odd",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		local bad = 0
		for _, s in ipairs { "", " ", "[", "[a", "[a=", "[a='", ":", ":not(", ":not(:not(a))", ":nth-child(", ":nth-child(99999999999999999999)", "a >", "> a", "\0", "a\0b", "\xff", "*|*", "a{}", "/**/" } do
			if not pcall(page.select, page, s) then bad = bad + 1 end
		end
		report(tostring(bad > 14))
	end,
}
