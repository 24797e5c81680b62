--[[
文章的发布时间没有写到时、分。页面上要看得到“2023-04-20 11:20”这样的时间，只写日期不够。
看正文文字里的日期（不算网页标签）；有一个带时、分的就算有。连日期也没有的由 pages/date 报。
时间由脚本显示的看不到，所以只提示，整个网站一次。
--]]
local across, pages, site = require "across", require "pages", require "site"

return rule {
	id = "gov-cn/time-shown",
	title = { zh = "文章没有写明发布的时分", en = "Article without the time of day" },
	basis = "国办发〔2017〕47号：发布信息要注明发布时间，精确到时分",
	mark = "V",
	severity = "info",
	on = { "page", "finish" },
	match = { status = 200, has = "date", any = site.is_government, lacks = { meta = "refresh", has = "time" } },
	tags = { "metadata" },
	message = { zh = "{n} 个文章页面只写了发布日期，没有写几时几分，例如 {first}。",
		en = "{n} articles show the day of publication and not the time, as {first} does." },
	fix = { zh = "在模板里显示“年-月-日 时:分”。", en = "Let the template show YYYY-MM-DD HH:MM." },

	finds = { { word = "time", any = pages.is_article } },
	check = function(run, report) across.tell(run, report) end,

	tests = {
		{ name = "只有日期", html = "<meta name=ArticleTitle content=通知><h1>通知</h1><p>发布日期：2023-04-20</p>", finds = 1 },
		{ name = "标签里有时分，页面上没有", finds = 1,
			html = "<meta name=PubDate content='2023-04-20 11:20'><h1>通知</h1><p>发布日期：2023年4月20日</p>" },
		{ name = "页面上有", finds = 0,
			html = "<meta name=PubDate content='2023-04-20 11:20'><h1>通知</h1><p>发布时间：2023-04-20 11:20</p>" },
		{ name = "没有标签，页面上有", finds = 0,
			html = "<meta name=ArticleTitle content=通知><h1>通知</h1><p>发布时间：2023-04-20 11:20</p>" },
		{ name = "没有日期的由另一条报", html = "<meta name=ArticleTitle content=通知><h1>通知</h1>", finds = 0 },
		{ name = "不是文章", html = "<h1>通知公告</h1><p>2023-04-20</p>", finds = 0 },
	},
}
