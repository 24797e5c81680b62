-- 练习 7 的检查项：全部满足才算完成。lesson 7: what must be true before it is done
return {
	title = { zh = "写一条比较各页的规则", en = "Write a rule that looks across pages" },
	minutes = 45,
	checks = {
		{ kind = "filled", path = "rules/events/same-title.lua", gap = "____", first = true,
			missing = { zh = "rules/events/same-title.lua 第 {line} 行还有空没有填",
				en = "rules/events/same-title.lua: line {line} still has a gap to fill" } },
		{ kind = "tests", rule = "events/same-title", at_least = 3,
			missing = { zh = "测试没有全部通过，用 govpub rules test events/same-title 查看",
				en = "not all tests pass; see govpub rules test events/same-title" },
			few = { zh = "只有 {n} 个测试，还要写一个不应当报的", en = "there are only {n} tests; write one that finds nothing" } },
		{ kind = "finds", rule = "events/same-title", pages = { "/whhd/202307/t20230719_4008.html" },
			missing = { zh = "没有查出标题与别的页面相同的那个页面", en = "the page that has the title of another is not found" },
			extra = { zh = "误报了 {n} 个页面，例如 {page}", en = "{n} pages are reported in error, for example {page}" } },
	},
}
