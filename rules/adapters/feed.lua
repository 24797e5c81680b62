--[[
RSS 和 Atom：账号或者网站提供订阅地址的，照地址读。地址写在 office.lua 里账号的 url。
RSS 2.0, RSS 1.0, Atom (RFC 4287): the address of the feed is the account's url.
--]]
return adapter {
	id = "feed",
	title = { zh = "订阅（RSS、Atom）", en = "Feed (RSS, Atom)" },
	mark = "V",

	request = function(state, account)
		if not account.url then return nil end
		return { url = account.url, headers = { Accept = "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5" } }
	end,

	parse = function(response)
		if response.status ~= 200 then return { problem = ("订阅地址回答 %d"):format(response.status) } end
		if not response.feed then return { problem = "这个地址给的不是 RSS，也不是 Atom" } end
		return { articles = response.feed }
	end,

	tests = {
		{ name = "RSS", response = { url = "https://a.example/rss", body = [[<rss><channel><item><title>通知
			一</title><link>/1</link><pubDate>Mon, 23 Nov 2026 18:00:00 GMT</pubDate></item></channel></rss>]] },
			finds = { { title = "通知 一", url = "https://a.example/1", date = "2026-11-24" } } },
		{ name = "Atom", response = { body = [[<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>通知</title>
			<link href="https://a.example/2"/><updated>2026-11-20T00:00:00Z</updated></entry></feed>]] },
			finds = { { title = "通知", url = "https://a.example/2", date = "2026-11-20" } } },
		{ name = "网页不是订阅", response = { body = "<html><body>首页</body></html>" }, finds = 0, problem = "不是 RSS" },
		{ name = "没有这个地址", response = { status = 404, body = "" }, finds = 0, problem = "404" },
		{ name = "照账号的地址问", account = { url = "https://a.example/rss" }, asks = { url = "https://a.example/rss" } },
	},
}
