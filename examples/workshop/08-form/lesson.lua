-- 练习 8 的检查项：全部满足才算完成。lesson 8: what must be true before it is done
return {
	title = { zh = "各区的年度报告格式", en = "A district's variant of the form" },
	minutes = 45,
	checks = {
		{ kind = "filled", path = "reports/district.lua", gap = "____", first = true,
			missing = { zh = "reports/district.lua 第 {line} 行还有空没有填",
				en = "reports/district.lua: line {line} still has a gap to fill" } },
		{ kind = "section", form = "district", year = 2025, heading = "七、基层政务公开",
			missing = { zh = "格式里没有“七、基层政务公开”这一部分", en = "the form has no section 七、基层政务公开" },
			empty = { zh = "annual-report/2025/district.md 里还没有写“七、基层政务公开”",
				en = "annual-report/2025/district.md has no text yet under 七、基层政务公开" } },
		{ kind = "hint", form = "district", year = 2025, cell = "3.A1/总计", words = "窗口",
			missing = { zh = "新收申请一行的填写提示里没有说到窗口", en = "the hint of new requests says nothing of the counter (窗口)" } },
		{ kind = "reports", form = "district", path = "received.json", rule = "district.licensing",
			cell = "2.行政许可/本年处理决定数量",
			missing = { zh = "received.json 里漏填的行政许可没有查出来", en = "the licences forgotten in received.json are not found" } },
		{ kind = "reports", form = "district", path = "annual-report/2025/district.json", rule = "district.licensing", never = true,
			missing = { zh = "没有漏填的报告也被报了", en = "a report that forgot nothing is reported as well" } },
		{ kind = "renders", form = "district", year = 2025, words = "七、基层政务公开",
			missing = { zh = "草稿里看不到第七部分", en = "the draft does not show section seven" } },
	},
}
