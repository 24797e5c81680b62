--[[
行政规范性文件（云文旅规）的页面应当链接到它的解读。
废止、修改文件的决定本身不需要解读，不查。
--]]
return rule {
	id = "policy/interpretation",
	title = { zh = "规范性文件没有链接到解读", en = "Normative document without a link to its interpretation" },
	basis = "云文旅办〔2023〕12号《2023年政务公开工作要点》二",
	mark = "D",
	severity = "warning",
	on = "page",
	match = { path = "/zwgk/zcwj/" },
	message = { zh = "页面上没有链接到政策解读。", en = "The page does not link to an interpretation of the policy." },
	fix = { zh = "解读已经发布的，在“相关链接”里加上；还没有发布的，尽快起草，与文件同步公开。",
		en = "Link to the interpretation among the related links; write one if there is none yet." },

	check = function(page, report)
		local title = page.meta.articletitle
		local number = page:first("table.doc")
		if not title or not number or not number.text:find("云文旅规〔", 1, true) then return end
		if title:find("废止", 1, true) or title:find("修改", 1, true) then return end
		for _, link in ipairs(page.links) do
			local path = (link.url or ""):match("^%w+://[^/]*(/[^?#]*)") or ""
			-- 栏目首页不算，要链接到具体的一篇
			if path:find("^/zwgk/zcjd/.+") and not path:find("index[_%d]*%.html$") then return end
		end
		report { at = page:first("h1") }
	end,

	tests = {
		{ name = "链接到解读", url = "https://www.example.gov.cn/zwgk/zcwj/a.html",
			html = [[
<meta name="ArticleTitle" content="开放服务规范">
<h1>开放服务规范</h1>
<table class="doc"><tr><th>发文字号</th><td>云文旅规〔2023〕1号</td></tr></table>
<a href="/zwgk/zcjd/202303/t1.html">政策解读</a>]],
			finds = 0 },
		{ name = "只有栏目首页的链接", url = "https://www.example.gov.cn/zwgk/zcwj/a.html",
			html = [[
<meta name="ArticleTitle" content="认定与管理办法">
<h1>认定与管理办法</h1>
<table class="doc"><tr><th>发文字号</th><td>云文旅规〔2023〕2号</td></tr></table>
<a href="/zwgk/zcjd/index.html">政策解读</a>]],
			finds = { { line = 2, message = "解读" } } },
		{ name = "通知不是规范性文件", html = [[
<meta name="ArticleTitle" content="通知"><h1>通知</h1>
<table class="doc"><tr><th>发文字号</th><td>云文旅发〔2023〕3号</td></tr></table>]],
			finds = 0 },
		{ name = "废止文件的决定不需要解读", html = [[
<meta name="ArticleTitle" content="关于废止部分文件的决定"><h1>关于废止部分文件的决定</h1>
<table class="doc"><tr><th>发文字号</th><td>云文旅规〔2022〕5号</td></tr></table>]],
			finds = 0 },
	},
}
