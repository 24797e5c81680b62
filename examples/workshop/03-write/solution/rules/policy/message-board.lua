--[[
练习 3 的参考答案：政策文件的页面要有政策留言板。
Lesson 3, solved.
--]]
return rule {
	id = "policy/message-board",
	title = { zh = "政策文件没有留言板", en = "Policy without a message board" },
	basis = "云文旅办〔2023〕12号《2023年政务公开工作要点》二",
	severity = "warning",
	on = "page",

	match = { path = "/zwgk/zcwj/" },

	message = { zh = "页面上没有链接到政策留言板。", en = "The page has no link to the message board." },
	fix = { zh = "在正文下面加上政策留言板的链接。", en = "Add the link to the message board below the text." },

	check = function(page, report)
		-- 列表页没有 ArticleTitle 标签，不查
		if not page.meta.articletitle then return end
		for _, link in ipairs(page.links) do
			if link.text:find("留言板", 1, true) then return end
		end
		report { at = page:first("h1") }
	end,

	tests = {
		{ name = "有政策留言板", html = [[
<meta name="ArticleTitle" content="开放服务规范"><h1>开放服务规范</h1>
<p class="ly"><a href="/hdjl/index.html">政策留言板</a></p>]], finds = 0 },
		{ name = "没有政策留言板", html = [[
<meta name="ArticleTitle" content="事项目录">
<h1>事项目录</h1>
<ul class="nav"><li><a href="/hdjl/index.html">互动交流</a></li></ul>]], finds = { { line = 2 } } },
	},
}
