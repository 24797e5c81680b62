-- 练习 3 的检查项：全部满足才算完成。lesson 3: what must be true before it is done
return {
	title = { zh = "写一条自己的规则", en = "Write a rule of your own" },
	minutes = 40,
	checks = {
		{ kind = "filled", path = "rules/policy/message-board.lua", gap = "____", first = true,
			missing = { zh = "rules/policy/message-board.lua 第 {line} 行还有空没有填",
				en = "rules/policy/message-board.lua: line {line} still has a gap to fill" } },
		{ kind = "tests", rule = "policy/message-board",
			missing = { zh = "测试没有全部通过，用 govpub rules test policy/message-board 查看",
				en = "not all tests pass; see govpub rules test policy/message-board" } },
		{ kind = "finds", rule = "policy/message-board", pages = { "/zwgk/zcwj/202303/t20230330_1003.html" },
			missing = { zh = "没有查出少了留言板的那个页面", en = "the page without a message board is not found" },
			extra = { zh = "误报了 {n} 个页面，例如 {page}", en = "{n} pages are reported in error, for example {page}" } },
	},
}
