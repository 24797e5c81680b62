--[[
链接没有文字：图片链接没有 alt，或者链接里什么也没有。读屏软件念不出它去哪里。
旁边另有文字链接到同一地址的图片不查：那里的文字已经说明了去处。
--]]
local source = require "source"

-- 名称写在别处，或者由脚本填写
local function named(tag, inside)
	local all = tag .. inside:lower()
	return all:find("aria-label", 1, true) or all:find("title=", 1, true) or all:find("<script", 1, true)
		or all:find("v-text", 1, true) or all:find("v-html", 1, true) or all:find("ng-bind", 1, true)
		or all:find("<input", 1, true) or all:find("<title", 1, true) or all:find("{{", 1, true)
end

-- 有文字的链接都去哪些地址
local function explained(page)
	local urls = {}
	for _, link in ipairs(page.links) do
		if link.kind == "a" and link.text ~= "" then urls[link.url or ""] = true end
	end
	return urls
end

return rule {
	id = "links/text",
	title = { zh = "链接没有文字", en = "Link without text" },
	basis = "WCAG 2.1, 2.4.4 (F89)",
	mark = "V",
	severity = "warning",
	on = "page",
	match = { has = "bare-link" },
	message = { zh = "图片链接没有替代文字，看不见图片的人不知道它去哪里。",
		en = "An image is all there is of this link, and it has no alternative text." },
	fix = { zh = "给图片加上 alt，写明点开以后是什么。", en = "Give the image an alt that says what opens." },

	check = function(page, report)
		local read, urls
		for _, link in ipairs(page:links_where { kind = "a", text = "" }) do
			if link.scheme and link.scheme ~= "javascript"
				and not link.raw:find("^%s*#?%s*$") then
				read = read or source.reader(page)
				local tag, inside = read(link)
				urls = urls or explained(page)
				if inside:find("<[iI][mM][gG][%s/>]") and not named(tag, inside) and not urls[link.url] then
					report { at = link, evidence = link.url }
				end
			end
		end
	end,

	tests = {
		{ name = "图片没有 alt", html = [[<a href="/ztzl/"><img src="zt.png"></a>]], finds = { { line = 1 } } },
		{ name = "alt 空着，旁边也没有文字", html = [[<a href="/a/"><img src="a.png" alt=""></a> <a href="/b/">专题</a>]], finds = 1 },
		{ name = "有 alt、title 或 aria-label", html = [[<a href="/a/"><img src="a.png" alt="专题"></a>
			<a href="/b/" title="专题"><img src="b.png"></a> <a href="/c/" aria-label="专题"><img src="c.png"></a>]], finds = 0 },
		{ name = "旁边有文字去同一地址", html = [[<a href="a.html"><img src="a.png"></a><a href="a.html">开放月启动</a>]], finds = 0 },
		{ name = "看不见的链接和页内位置不查", html = [[<a href="a.html"></a><a name="top"></a><a href="#"><img src="x.png"></a>]],
			finds = 0 },
	},
}
