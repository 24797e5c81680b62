--[[
页面说自己不存在，服务器却回答“正常”。文章里谈到“页面不存在”的不查：长的文章不看，
短的页面也只看标题、大标题和链接以外的文字。检查链接时由程序自己判断，这里供单独检查页面用。
--]]
local phrases = require "phrases"

-- 这一行主要就是这句话；前后用 _ - | 隔开的网站名称不算
local function is_all(line, phrase)
	local from, to = line:find(phrase, 1, true)
	if not from then return false end
	while from > 1 and not line:find("^[_|-]", from - 1) do from = from - 1 end
	while to < #line and not line:find("^[_|-]", to + 1) do to = to + 1 end
	return #phrase * 2 >= to - from + 1
end

local function count(s, phrase)
	return select(2, s:gsub(phrase:gsub("%p", "%%%0"), ""))
end

-- 只在链接文字里出现的不算
local function outside_links(page, body, phrase)
	local n = count(body, phrase)
	if n == 0 then return false end
	for _, link in ipairs(page.links) do n = n - count(link.text:lower(), phrase) end
	return n > 0
end

local function says(page)
	local short = page.plain_count <= phrases.short_text
	local lines, body = { (page.title or ""):lower() }, short and page.text:lower()
	for line in page.headings:lower():gmatch("[^\n]+") do lines[#lines + 1] = line end
	for _, set in ipairs { phrases["soft-404"], phrases["deleted-article"] } do
		for _, phrase in ipairs(set) do
			for _, line in ipairs(lines) do
				if is_all(line, phrase) then return phrase end
			end
			if short and outside_links(page, body, phrase) then return phrase end
		end
	end
end

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
		if page.status >= 400 or page.plain_count > phrases.long_text then return end
		local phrase = says(page)
		if phrase then report { at = page:first("h1, title"), params = { phrase = phrase } } end
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
