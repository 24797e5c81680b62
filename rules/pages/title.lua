--[[
页面没有标题，或者标题还是软件给的“无标题文档”。浏览器标签、收藏夹、搜索结果都显示标题。
嵌在别的页面里的片段、自动跳转的空页面、说自己不存在的页面不查。
--]]
local missing, place = require "missing", require "place"

local defaults, titles = {}, {}
for title in ([[无标题文档|无标题页|无标题|新建页面|新建网页|新页面|默认标题|网页标题|页面标题|标题|未命名|
untitled|untitled document|untitled page|new page|new document|document|title|page title|insert title here]])
	:gmatch("[^|\n]+") do
	defaults[title], titles[#titles + 1] = true, title
end

return rule {
	id = "pages/title",
	title = { zh = "页面没有标题", en = "Page without a title" },
	basis = "WCAG 2.1, 2.4.2",
	mark = "V",
	severity = "warning",
	on = "page",
	match = { any = { { lacks = { has = "title" } }, { title = titles } } },
	message = { zh = "浏览器标签上没有标题。", en = "The page has no title." },
	fix = { zh = "在 <title> 里写明这一页的名称和网站名称。", en = "Write what the page is, and the name of the site, into <title>." },

	check = function(page, report)
		local title = page.title
		if page.status >= 400 then return end
		if title then
			if #title > 60 or not defaults[text.fold(title):lower():gsub("[%s%d]+$", "")] then return end
			report { at = place.first(page, "title"), evidence = title, params = { title = title },
				message = { zh = "标题还是软件给的“{title}”。", en = "The title is still the \"{title}\" of the software." } }
		elseif page.plain_count > 0 and not page.meta.refresh
			and page.body:find("<[bBhH][oOtT][dDmM][yYlL]") and not missing(page) then
			report { at = place.first(page, "head") }
		end
	end,

	tests = {
		{ name = "没有标题", html = "<html><head></head>\n<body><p>通知</p></body></html>", finds = { { line = 1 } } },
		{ name = "标题空着", html = "<html><title> </title><body><p>通知</p></body></html>", finds = 1 },
		{ name = "软件给的标题", html = "<title>无标题文档</title><p>通知</p>", finds = { { message = "无标题文档" } } },
		{ name = "带编号的也是", html = "<title>新建网页 1</title><p>通知</p>", finds = 1 },
		{ name = "正常的标题", html = "<title>关于标题的规定_某局</title><p>通知</p>", finds = 0 },
		{ name = "片段不查", html = [[<div><a href="/">首页</a> 今天晴</div>]], finds = 0 },
		{ name = "自动跳转的页面不查", html = [[<html><meta http-equiv="refresh" content="0;url=/a/"><body>请稍候</body></html>]], finds = 0 },
		{ name = "说自己不存在的页面不查", html = "<html><body><h1>页面不存在</h1></body></html>", finds = 0 },
		{ name = "出错的页面不查", status = 502, html = "<html><body>502</body></html>", finds = 0 },
	},
}
