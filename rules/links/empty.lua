--[[
空链接：写着字，点了却哪儿也不去。多半是栏目还没有内容，先占了位置。
由脚本处理的按钮、标签页、翻页、下拉菜单也写 href="#"，不查。
--]]
local source, buttons = require "source", require "buttons"

-- “更多 >>”“下一页»”去掉空格和箭头
local function bare(s)
	return (text.fold(s):lower():gsub("[%s<>%.]+", ""):gsub("»", ""):gsub("«", ""):gsub("…", ""))
end

-- 看名称就知道点了不该去别处的：按钮、数字、符号、本页自己的标题
local function stays(page, name)
	return buttons[name] or text.count(name) < 2 or not name:find("[%a\x80-\xFF]")
		or bare(page.title or ""):find(name, 1, true)
end

-- 看源码才知道的：由脚本处理，或者是下拉菜单的第一级
local function acts(tag, before, behind)
	return source.scripted(tag) or source.scripted((before:match("<%a[^<>]*>%s*$") or ""):lower()) or behind:find("^%s*<[uodUOD][lL][%s>]")
end

-- 按钮的名称不用看网页就知道
local names = {}
for name in pairs(buttons) do names[#names + 1] = name end
table.sort(names)

return rule {
	id = "links/empty",
	title = { zh = "空链接", en = "Link without an address" },
	mark = "D",
	severity = "warning",
	on = "page",
	match = { has = "empty-link", except = names },
	message = { zh = "“{text}”没有填写链接地址，点了没有反应。", en = "\"{text}\" has no address: a click on it leads nowhere." },
	fix = { zh = "填上正确的地址；内容还没有准备好的，先去掉这个链接。",
		en = "Fill in the address; remove the link until there is one." },

	check = function(page, report)
		for _, raw in ipairs { "", "#" } do
			local read
			for _, link in ipairs(page:links_where { kind = "a", raw = raw }) do
				if not stays(page, bare(link.text)) then
					read = read or source.reader(page)
					local tag, _, before, behind = read(link)
					if not acts(tag, before, behind) then
						report { at = link, params = { text = link.text }, evidence = raw }
					end
				end
			end
		end
	end,

	tests = {
		{ name = "地址空着", html = [[<a href="">领导信箱</a>]], finds = { { line = 1, col = 10, message = "领导信箱" } } },
		{ name = "只有一个 #", html = "<p>政策</p>\n<a href='#'>更多&gt;&gt;</a>", finds = { { line = 2 } } },
		{ name = "有地址", html = [[<a href="a.html">更多</a> <a href="#fj">附件</a>]], finds = 0 },
		{ name = "脚本处理的不查", html = [[<a href="#" onclick="show()">领导信箱</a> <a href="#" class="tab-item">通知公告</a>
			<li onmouseover="tab(2)"><a href="#">政策文件</a></li> <a href="javascript:void(0)" onclick="x()">办事</a>]],
			finds = 0 },
		{ name = "页面自己的按钮不查", html = [[<title>通知公告_某局</title><a href="#">返回顶部</a> <a href="#">2</a>
			<a href="#">下一页 &gt;</a> <a href="#">通知公告</a> <a href="#"></a>]], finds = 0 },
		{ name = "下拉菜单的第一级不查", html = [[<li><a href="#">政务公开</a><ul><li><a href="a.html">公告</a></ul></li>]], finds = 0 },
	},
}
