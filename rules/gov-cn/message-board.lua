--[[
政策文件的页面没有留言的入口。有的地方要求政策发布页面统一设置政策留言板，所以平时不运行，点名才查。
政策文件：有信息表（索引号、发文机关……）的文章，或者 ColumnType 是政策文件的文章。
认“留言板”“政策留言”“政策咨询”“我要咨询”“我要提问”一类的链接和按钮；局长信箱、联系我们不算。
--]]
local pages, record = require "pages", require "record"

local SIGNS = { "留言板", "政策留言", "我要留言", "政策咨询", "我要咨询", "我要提问", "政策问答", "在线提问", "我要建言" }

return rule {
	id = "gov-cn/message-board",
	title = { zh = "政策页面没有留言板", en = "Policy without a message board" },
	basis = "《上海市文化和旅游局2023年政务公开工作要点》：政策发布页面统一规范设置政策留言板",
	mark = "V",
	severity = "info",
	on = "page",
	tags = { "pages", "optional" },
	message = { zh = "政策文件的页面上没有看到留言板。", en = "The page of a policy shows no message board." },
	fix = { zh = "在页面固定的位置加上政策留言板。", en = "Put the message board where it is on every policy." },

	check = function(page, report)
		if not pages.article(page) then return end
		local policy = (page.meta.columntype or ""):find("政策文件", 1, true) or record.read(page)
		if not policy then return end
		for _, sign in ipairs(SIGNS) do
			if page:contains(sign) then return end
		end
		report { at = record.place(page, "index") }
	end,

	tests = {
		{ name = "没有", finds = 1, html = "<meta name=ArticleTitle content=办法><meta name=ColumnType content=政策文件><h1>办法</h1><a href=/x/>局长信箱</a>" },
		{ name = "有", finds = 0, html = "<meta name=ArticleTitle content=办法><meta name=ColumnType content=政策文件><a href=/ly/>政策留言板</a>" },
		{ name = "不是政策文件", finds = 0, html = "<meta name=ArticleTitle content=活动><meta name=ColumnType content=工作动态><h1>活动</h1>" },
	},
}
