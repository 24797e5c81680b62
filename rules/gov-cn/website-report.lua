--[[
首页没有政府网站工作年度报表。每年 1 月 31 日前要在本网站首页显著位置公布；认首页链接文字、标题和图片替代文字里的
“工作年度报表”“网站年报”“网站年度报表”。由脚本加载的看不到，所以只提示。
--]]
local footer = require "footer"

return rule {
	id = "gov-cn/website-report",
	title = { zh = "首页没有网站工作年度报表", en = "No annual return of the site on its home page" },
	basis = "国办函〔2018〕12号",
	mark = "V",
	severity = "info",
	on = "page",
	match = { home = true },
	tags = { "metadata" },
	message = { zh = "首页没有看到“政府网站工作年度报表”。", en = "The home page shows no annual return of the site (政府网站工作年度报表)." },
	fix = { zh = "在首页加上上一年度报表的链接。", en = "Link to the return of the year before." },

	check = function(page, report)
		if footer.home(page) and not footer.has(page, { "年度报表", "网站年报", "工作年报", "网站年度" }) then report {} end
	end,

	tests = {
		{ name = "没有", url = "https://www.example.gov.cn/", finds = 1,
			html = "<h1>某市人民政府</h1><p>今日要闻：全市工作会议召开，部署下一步重点工作。</p>" },
		{ name = "有", url = "https://www.example.gov.cn/", finds = 0,
			html = "<p>今日要闻：全市工作会议召开，部署下一步重点工作。</p><a href=/nb/>政府网站工作年度报表</a>" },
		{ name = "内页不查", url = "https://www.example.gov.cn/a.html", finds = 0, html = "<p>今日要闻：全市工作会议召开，部署下一步重点工作。</p>" },
	},
}
