-- 练习 9 的检查项：全部满足才算完成。lesson 9: what must be true before it is done
local wechat, weibo = "云澜文旅", "云澜文旅发布"

return {
	title = { zh = "检查政务新媒体账号", en = "Check the accounts on platforms" },
	minutes = 45,
	checks = {
		{ kind = "account", name = wechat, today = "2023-07-20",
			missing = { zh = "微信公众号还没有读到：office.lua 里写上 file 了吗？",
				en = "the account on WeChat is not read yet: does office.lua name its file?" },
			broken = { zh = "微信公众号的登记里还有 {n} 篇打不开的", en = "{n} articles of the account on WeChat cannot be opened" },
			stale = { zh = "微信公众号最近一篇是 {newest}，超过 14 天；新发的登记了吗？",
				en = "the newest article on WeChat is of {newest}, more than 14 days ago; was a newer one noted?" } },
		{ kind = "filled", path = "adapters/journal.lua", gap = "____", first = true,
			missing = { zh = "adapters/journal.lua 第 {line} 行还有空没有填",
				en = "adapters/journal.lua: line {line} still has a gap to fill" } },
		{ kind = "adapter", name = "journal",
			missing = { zh = "适配器的测试没有全部通过，用 govpub accounts test journal 查看",
				en = "not all tests of the adapter pass; see govpub accounts test journal" } },
		{ kind = "account", name = weibo, today = "2023-07-20", articles = 3,
			missing = { zh = "微博的登记还没有读全：应当是 {articles} 条", en = "the posts on Weibo are not read yet: there are {articles}" },
			broken = { zh = "微博的登记里还有 {n} 条打不开的；删掉的认出来了吗？",
				en = "{n} posts on Weibo cannot be opened; are deleted ones told apart?" },
			stale = { zh = "微博最近一条是 {newest}，超过 14 天", en = "the newest post on Weibo is of {newest}, more than 14 days ago" } },
	},
}
