-- 练习 4 的检查项：全部满足才算完成。lesson 4: what must be true before it is done
return {
	title = { zh = "用测试消灭误报", en = "Tests that end false alarms" },
	minutes = 45,
	checks = {
		{ kind = "text", path = "rules/policy/message-board.lua", pattern = "finds%s*=%s*0", first = true,
			missing = { zh = "还没有“不应当报”的测试（finds = 0）", en = "there is no test yet of a page that is fine (finds = 0)" } },
		{ kind = "tests", rule = "policy/message-board", at_least = 3,
			missing = { zh = "测试没有全部通过，用 govpub rules test policy/message-board 查看",
				en = "not all tests pass; see govpub rules test policy/message-board" },
			few = { zh = "只有 {n} 个测试，至少写 {least} 个", en = "there are {n} tests, and {least} are wanted" } },
		{ kind = "finds", rule = "policy/message-board", pages = { "/zwgk/zcwj/202303/t20230330_1003.html" },
			missing = { zh = "没有查出少了留言板的那个页面", en = "the page without a message board is not found" },
			extra = { zh = "还误报了 {n} 个页面，例如 {page}", en = "{n} pages are still reported in error, for example {page}" } },
	},
}
