--[[
栏目标签：栏目页面应当有 ColumnName、ColumnDescription、ColumnKeywords、ColumnType，空着也算没有。
栏目页面：网址以 / 或者 /index.* 结尾，或者已有 ColumnType；有 ArticleTitle 的是文章，不查。
文章页面也常带 ColumnName，那里可以不全。每种标签整个网站只报一次。
--]]
local across, pages = require "across", require "pages"

local NAMES = { "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType" }

return rule {
	id = "gov-cn/column-tags",
	title = { zh = "栏目页面没有栏目标签", en = "Column without its tags" },
	basis = "国办发〔2017〕47号，网页标签规范（栏目标签，必选）",
	mark = "V",
	severity = "info",
	on = { "page", "finish" },
	match = { lacks = { meta = "ArticleTitle" } },
	tags = { "metadata" },
	message = { zh = "{n} 个栏目页面没有栏目标签 {word}，例如 {first}。", en = "{n} columns lack the tag {word}, as {first} does." },
	fix = { zh = "在栏目模板的 <head> 里加上 <meta name=\"{word}\" content=\"…\">。",
		en = "Add <meta name=\"{word}\" content=\"…\"> to the <head> of the template for columns." },

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		return pages.column(thing) and pages.lacking(thing, NAMES) or nil
	end,

	tests = {
		{ name = "一个也没有", url = "https://www.example.gov.cn/zwgk/", html = "<title>政务公开</title>", finds = 4 },
		{ name = "没有说明", url = "https://www.example.gov.cn/zwgk/index.html", finds = { { message = "ColumnDescription" } },
			html = "<meta name=ColumnName content=政务公开><meta name=ColumnKeywords content=公开><meta name=ColumnType content=信息公开目录>" },
		{ name = "齐全", url = "https://www.example.gov.cn/zwgk/", finds = 0, html = "<meta name=ColumnName content=政务公开>"
			.. "<meta name=ColumnDescription content=信息><meta name=ColumnKeywords content=公开><meta name=ColumnType content=信息公开目录>" },
		{ name = "文章不查", url = "https://www.example.gov.cn/zwgk/index.html", html = "<meta name=ArticleTitle content=通知>", finds = 0 },
		{ name = "内页不查", url = "https://www.example.gov.cn/zwgk/zn.html", html = "<title>指南</title>", finds = 0 },
	},
}
