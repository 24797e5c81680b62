--[[
练习 4：同事写的规则，测试能通过，在网站上却会误报。
先补上能发现误报的测试，再改正 check，说明见 README.zh-CN.md。
Lesson 4: this rule passes its test and yet gives false alarms; README.md tells what to do.
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
		for _, link in ipairs(page.links) do
			if link.text == "留言板" then return end
		end
		report { at = page:first("h1") }
	end,

	tests = {
		{ name = "没有政策留言板", html = [[
<meta name="ArticleTitle" content="事项目录">
<h1>事项目录</h1>
<ul class="nav"><li><a href="/hdjl/index.html">互动交流</a></li></ul>]], finds = { { line = 2 } } },
	},
}
