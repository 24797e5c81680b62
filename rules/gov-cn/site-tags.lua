--[[
网站标签：每个页面都应当有 SiteName、SiteDomain、SiteIDCode，空着也算没有。标签是模板里的，一缺就是一大片，
所以每种标签整个网站只报一次，写明缺在多少页上。自动跳转的页面、出错的页面不查；不是政府网站的不查。
名称不分大小写，大小写不规范的由 gov-cn/tag-case 报。
--]]
local across, pages, site = require "across", require "pages", require "site"

return rule {
	id = "gov-cn/site-tags",
	title = { zh = "网页没有网站标签", en = "Page without the tags of the site" },
	basis = "国办发〔2017〕47号，网页标签规范（网站标签，必选）",
	mark = "V",
	severity = "warning",
	on = { "page", "finish" },
	match = { status = 200, any = site.is_government, lacks = { meta = "refresh" } },
	tags = { "metadata" },
	message = { zh = "{n} 个页面没有网站标签 {word}，例如 {first}。", en = "{n} pages lack the tag {word}, as {first} does." },
	fix = { zh = "在模板的 <head> 里加上 <meta name=\"{word}\" content=\"…\">。",
		en = "Add <meta name=\"{word}\" content=\"…\"> to the <head> of the template." },

	finds = pages.lacking_tags { "SiteName", "SiteDomain", "SiteIDCode" },
	check = function(run, report) across.tell(run, report) end,

	tests = {
		{ name = "一个也没有", html = "<title>某局</title><p>通知</p>", finds = 3 },
		{ name = "没有标识码", html = "<meta name=SiteName content=某局><meta name=SiteDomain content=www.example.gov.cn><p>通知</p>",
			finds = { { message = "SiteIDCode" } } },
		{ name = "空着", finds = { { message = "SiteDomain" } },
			html = "<meta name=SiteName content=某局><meta name=SiteDomain content=' '><meta name=SiteIDCode content=3100000087>" },
		{ name = "齐全，小写", finds = 0,
			html = "<meta name=sitename content=某局><meta name=sitedomain content=www.example.gov.cn><meta name=siteidcode content=3100000087>" },
		{ name = "跳转的页面", html = "<meta http-equiv=refresh content='0;url=/a/'>", finds = 0 },
		{ name = "不是政府网站", url = "https://www.example.com/", html = "<title>某公司</title>", finds = 0 },
	},
}
