--[[
页面说自己不存在，服务器却回答“正常”。文章里谈到“页面不存在”的不查：长的文章不看，
短的页面也只看标题、大标题和链接以外的文字。检查链接时由程序自己判断，这里供单独检查页面用。
--]]
local missing, place = require "missing", require "place"

return rule {
	id = "pages/soft-404",
	title = { zh = "页面说自己不存在", en = "Page that says that it is not there" },
	mark = "M",
	severity = "error",
	on = "page",
	cause = "soft-404",
	message = { zh = "页面上写着“{phrase}”，服务器却回答一切正常。", en = "The page says \"{phrase}\", but the server answers that all is well." },
	fix = { zh = "恢复内容，或者去掉指向它的链接；请网站管理员让这类页面返回 404。",
		en = "Restore the content or remove the links to it; such a page should answer 404." },

	check = function(page, report)
		local phrase = page.status < 400 and missing(page)
		if phrase then report { at = place.first(page, "h1, title"), params = { phrase = phrase } } end
	end,

	tests = {
		{ name = "标题里说", html = [[<title>页面不存在_云澜市文化和旅游局</title><p>请返回首页。</p>]], finds = { { message = "页面不存在" } } },
		{ name = "正文里说", html = [[<title>提示</title><p>对不起，该信息已删除！</p>]], finds = { { message = "该信息已删除" } } },
		{ name = "如实回答 404 的不查", status = 404, html = [[<title>404 Not Found</title>]], finds = 0 },
		{ name = "链接文字里的不算", html = [[<title>答疑</title><ul><li><a href="a.html">页面不存在怎么办</a></ul>]], finds = 0 },
		{ name = "谈论它的文章不算", html = "<title>常见问题</title><p>点开链接，看到“页面不存在”，怎么办？</p>"
			.. ("<p>可以先刷新页面，再从首页查找栏目，仍然找不到的请拨打咨询电话。</p>"):rep(12), finds = 0 },
	},
}
