--[[
没有“跳到正文”的链接，也没有 <main>、<h1> 一类的标记：用键盘的人每一页都要先经过全部导航。
导航链接多（默认 60 个以上）的页面才查。能达到同样目的的办法很多，所以平时不运行，点名才查。
--]]
local SIGNS = { "<main", "role=\"main\"", "role='main'", "<h1", "<H1", "#main", "#content", "#container", "跳到正文", "跳转到主要内容", "<nav" }

return rule {
	id = "accessibility/skip-link",
	title = { zh = "不能跳过导航", en = "No way past the navigation" },
	basis = "WCAG 2.1, 2.4.1",
	mark = "M",
	severity = "info",
	on = "page",
	tags = { "accessibility", "optional" },
	args = {
		least = { type = "integer", default = 60, min = 1, help = { zh = "至少有这么多链接的页面才查", en = "look at pages with so many links" } },
	},
	message = { zh = "页面有 {n} 个链接，没有办法直接跳到正文。", en = "The page has {n} links and no way past them." },
	fix = { zh = "在页面开头加“跳到正文”的链接，或者用 <main>、<h1> 标出正文。",
		en = "Begin the page with a link to its content, or mark that with <main> and <h1>." },

	check = function(page, report, args)
		local n = #page.links
		if n < args.least then return end
		for _, sign in ipairs(SIGNS) do
			if page:contains(sign) then return end
		end
		report { params = { n = n } }
	end,

	tests = {
		{ name = "导航很长", args = { least = 2 }, html = "<a href=a>甲</a><a href=b>乙</a><p>正文</p>", finds = 1 },
		{ name = "有 h1", args = { least = 2 }, html = "<a href=a>甲</a><a href=b>乙</a><h1>正文</h1>", finds = 0 },
		{ name = "有跳到正文的链接", args = { least = 2 }, html = "<a href=#main>跳到正文</a><a href=b>乙</a><div id=main>", finds = 0 },
		{ name = "链接不多", html = "<a href=a>甲</a><p>正文</p>", finds = 0 },
	},
}
