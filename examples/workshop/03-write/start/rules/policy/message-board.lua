--[[
练习 3：政策文件的页面要有政策留言板。
把四个空（四条下划线）换成正确的内容，说明见 README.zh-CN.md。
Lesson 3: put the right words in the place of the four gaps; README.md tells how.
--]]
return rule {
	id = "policy/message-board",
	title = { zh = "政策文件没有留言板", en = "Policy without a message board" },
	basis = "云文旅办〔2023〕12号《2023年政务公开工作要点》二",
	severity = "warning",
	on = "page",

	-- 空 1：政策文件栏目的地址，从网站的根写起，前后都有 /
	-- gap 1: where the addresses of policies begin, with / at both ends
	match = { path = "____" },

	-- 空 2：查出问题时对同事说的一句话
	-- gap 2: one sentence that tells a colleague what is wrong
	message = { zh = "____", en = "The page has no link to the message board." },
	fix = { zh = "在正文下面加上政策留言板的链接。", en = "Add the link to the message board below the text." },

	check = function(page, report)
		-- 列表页没有 ArticleTitle 标签，不查
		if not page.meta.articletitle then return end
		for _, link in ipairs(page.links) do
			-- 空 3：链接文字里有哪几个字，就算有留言板？找到就不用报告了
			-- gap 3: which words in the text of a link make it the message board?
			if link.text:find("____", 1, true) then return end
		end
		-- 空 4：报告问题的函数叫什么？看 check 后面的括号里有哪两个名字
		-- gap 4: what is the function called that tells a problem? Look behind the word check
		____ { at = page:first("h1") }
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
