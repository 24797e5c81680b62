--[[
文章没有发布日期：元信息里没有，正文里也没有任何日期。检查时这样的文章算作没有更新。
是不是文章：有 ArticleTitle 标签；或者网址是文章的样子、有“来源：”“浏览次数”一类的字样，
并且链接以外的文字多、链接少。机构介绍、办事指南、联系方式这些页面不是文章，不查。
--]]
local article, place = require "article", require "place"

return rule {
	id = "pages/date",
	title = { zh = "文章没有发布日期", en = "Article without a date" },
	basis = "国办发〔2017〕47号，网页标签规范（PubDate）",
	mark = "V",
	severity = "warning",
	on = "page",
	match = { lacks = { has = "date" } },
	args = {
		least = { type = "integer", default = 200, help = { zh = "链接以外至少有这么多字，才算文章",
			en = "an article has at least this many characters outside links" } },
	},
	message = { zh = "元信息里没有 PubDate，正文里也没有日期。", en = "Neither the meta tag PubDate nor the text gives a date." },
	fix = { zh = "在标题下写明发布时间（年-月-日 时:分），并填写 PubDate 标签。",
		en = "Give day and time of publication below the title and in the meta tag PubDate." },

	check = function(page, report, args)
		if page.status < 400 and #page.dates == 0 and article(page, args.least) then
			report { at = place.first(page, "h1, title") }
		end
	end,

	tests = {
		{ name = "有 ArticleTitle，没有日期", args = { least = 20 },
			html = "<meta name=ArticleTitle content=通知>\n<h1>通知</h1><p>各区文化和旅游局：现将有关工作安排通知如下，请遵照执行。</p>",
			finds = { { line = 2 } } },
		{ name = "网址是文章", url = "https://www.example.gov.cn/tzgg/202304/t20230420_123.html",
			html = "<h1>通知</h1><p>" .. ("现将有关工作安排通知如下。"):rep(20), finds = 1 },
		{ name = "写了来源", html = "<h1>通知</h1><p>来源：办公室<p>" .. ("现将有关工作安排通知如下。"):rep(20), finds = 1 },
		{ name = "元信息里有", args = { least = 20 }, html = [[<meta name="ArticleTitle" content="通知"><meta name="PubDate" content="2023-04-20 11:20">
			<p>各区文化和旅游局：现将有关工作安排通知如下，请遵照执行。</p>]], finds = 0 },
		{ name = "正文里有", html = "<p>来源：办公室 发布时间：2023年4月20日</p><p>" .. ("现将有关工作安排通知如下。"):rep(20), finds = 0 },
		{ name = "机构介绍、列表页不查", html = "<h1>机构职能</h1><p>" .. ("负责文化和旅游工作。"):rep(30) .. "</p>", finds = 0 },
		{ name = "链接多的不是文章", html = "<p>来源：办公室</p>" .. ("<li><a href=a>通知</a>现将有关工作"):rep(60), finds = 0 },
	},
}
