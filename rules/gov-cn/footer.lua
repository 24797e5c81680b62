--[[
首页底部什么身份信息也没有：网站标识码、ICP 备案号、公安备案号、主办单位一样都看不到。
只看首页的网页源代码。页脚由脚本或者框架（iframe）另外加载的，源代码里本来就没有，所以只提示（info），请人看一眼；
看得到其中任何一样，就不报，缺哪样由 gov-cn/footer-… 各条分别说。只跳转的首页、不是政府网站的页面不查。
--]]
local footer = require "footer"

return rule {
	id = "gov-cn/footer",
	title = { zh = "首页看不到页脚的身份信息", en = "Home page without a visible footer" },
	basis = "国办发〔2017〕47号《政府网站发展指引》，网站底部功能区",
	mark = "V",
	severity = "info",
	on = "page",
	match = { home = true },
	tags = { "metadata" },
	message = { zh = "首页源代码里看不到网站标识码、备案号和主办单位，可能由脚本加载，请打开首页核对。",
		en = "The source of the home page names no site code, filing number or operator; a script may add them: open the page and look." },
	fix = { zh = "页脚写成普通的网页文字，搜索引擎和读屏软件也看得到。",
		en = "Write the footer as plain text of the page, so that search engines and screen readers find it." },

	check = function(page, report)
		if footer.home(page) and not footer.text(page) then report {} end
	end,

	tests = {
		{ name = "什么都没有", url = "https://www.example.gov.cn/", finds = 1,
			html = "<title>某市人民政府</title><h1>某市人民政府</h1><p>今日要闻：全市工作会议召开，部署下一步重点工作。</p>" },
		{ name = "有主办单位就算有", url = "https://www.example.gov.cn/index.html", finds = 0,
			html = "<h1>某市人民政府</h1><p>今日要闻：全市工作会议召开，部署重点工作。</p><p>主办单位：某市人民政府办公室</p>" },
		{ name = "全角字母也认", url = "https://www.example.gov.cn/", finds = 0,
			html = "<h1>某市人民政府</h1><p>今日要闻：全市工作会议召开，部署重点工作。</p><p>京ＩＣＰ备12345678号</p>" },
		{ name = "不是首页", url = "https://www.example.gov.cn/zwgk/", finds = 0,
			html = "<h1>某市人民政府</h1><p>今日要闻：全市工作会议召开，部署下一步重点工作。</p>" },
		{ name = "不是政府网站", url = "https://www.example.com/", finds = 0,
			html = "<h1>某公司</h1><p>今日要闻：公司工作会议召开，部署下一步重点工作，请关注。</p>" },
		{ name = "只跳转的首页", url = "https://www.example.gov.cn/", finds = 0,
			html = "<meta http-equiv=refresh content='0;url=/col/'><p>正在进入某市人民政府门户网站，请稍候，谢谢您的访问。</p>" },
	},
}
