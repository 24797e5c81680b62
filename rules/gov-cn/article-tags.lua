--[[
内容页标签：文章页面应当有 ArticleTitle、PubDate、ContentSource，空着也算没有。
文章页面：已有其中一个标签，或者网址是文章的样子（t20230420_123.html、/art/2023/5/15/…、/content/post_1.html）。
每种标签整个网站只报一次。PubDate 的写法由 gov-cn/pubdate 查。
--]]
local across, pages, site = require "across", require "pages", require "site"

return rule {
	id = "gov-cn/article-tags",
	title = { zh = "文章页面没有内容页标签", en = "Article without its tags" },
	basis = "国办发〔2017〕47号，网页标签规范（内容页标签，必选）",
	mark = "V",
	severity = "warning",
	on = { "page", "finish" },
	match = { status = 200, any = site.is_government, lacks = { meta = "refresh" } },
	tags = { "metadata" },
	message = { zh = "{n} 个文章页面没有内容页标签 {word}，例如 {first}。", en = "{n} articles lack the tag {word}, as {first} does." },
	fix = { zh = "在文章模板的 <head> 里加上 <meta name=\"{word}\" content=\"…\">。",
		en = "Add <meta name=\"{word}\" content=\"…\"> to the <head> of the template for articles." },

	finds = pages.lacking_tags({ "ArticleTitle", "PubDate", "ContentSource" }, pages.is_article),
	check = function(run, report) across.tell(run, report) end,

	tests = {
		{ name = "网址是文章，一个也没有", url = "https://www.example.gov.cn/tzgg/202304/t20230420_123.html", html = "<h1>通知</h1>", finds = 3 },
		{ name = "没有来源", html = "<meta name=ArticleTitle content=通知><meta name=PubDate content='2023-04-20 11:20'>",
			finds = { { message = "ContentSource" } } },
		{ name = "标题空着", finds = { { message = "ArticleTitle" } },
			html = "<meta name=ArticleTitle content=''><meta name=PubDate content='2023-04-20 11:20'><meta name=ContentSource content=某局>" },
		{ name = "齐全", finds = 0,
			html = "<meta name=ArticleTitle content=通知><meta name=PubDate content='2023-04-20 11:20'><meta name=ContentSource content=某局>" },
		{ name = "不是文章", html = "<h1>机构职能</h1>", finds = 0 },
	},
}
