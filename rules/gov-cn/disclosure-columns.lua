--[[
政府信息公开专栏里应当有的栏目：政府信息公开指南、政府信息公开制度、法定主动公开内容、政府信息公开年报，还有依申请公开的入口。
看首页和标题里有“公开”的页面上的链接文字，整个网站一个这样的链接也没有才报。栏目菜单由脚本加载的看不到。
一个也没有看到的网站，说明没有读到专栏，只报一次。没有读完的网站（检查有上限，或者只看了几个文件）不报。
--]]
local pages, site = require "pages", require "site"

local COLUMNS = {
	{ "政府信息公开指南", { "公开指南" } },
	{ "政府信息公开制度", { "公开制度", "公开规定", "制度规范" } },
	{ "法定主动公开内容", { "主动公开", "公开目录", "公开内容" } },
	{ "政府信息公开年报", { "年报", "年度报告" } },
	{ "依申请公开", { "依申请", "申请公开" } },
}

local function look(page)
	if not site.government(page) or page.meta.refresh or page.meta.articletitle then return nil end
	local title = page.title or ""
	if not title:find("公开", 1, true) and not pages.path(page.url):find("^/[^/]*$") then return nil end
	local found = {}
	for _, link in ipairs(page:links_where { kind = "a" }) do
		local name = link.text
		for i, column in ipairs(COLUMNS) do
			for _, word in ipairs(column[2]) do
				if not found[i] and name:find(word, 1, true) then found[i] = true end
			end
		end
	end
	local mask = 0
	for i in pairs(found) do mask = mask + (1 << (i - 1)) end
	return mask
end

return rule {
	id = "gov-cn/disclosure-columns",
	title = { zh = "政府信息公开专栏缺少栏目", en = "Column that the disclosure section lacks" },
	basis = "国办公开办函〔2019〕61号，政府信息公开专栏",
	mark = "V",
	severity = "warning",
	on = { "page", "finish" },
	match = { lacks = { meta = "ArticleTitle" } },
	tags = { "links" },
	message = { zh = "没有看到通往“{name}”的链接。", en = "No link to \"{name}\" is seen." },
	fix = { zh = "在政府信息公开专栏里设置这个栏目。", en = "Give the disclosure section this column." },

	check = function(thing, report)
		if thing.on ~= "finish" then return look(thing) end
		if thing.state ~= "complete" then return end
		local sites, order = {}, {}
		for _, kept in ipairs(thing.kept) do
			local own = kept.url:match("^%a+://[^/?#]*") or ""
			if not sites[own] then sites[own], order[#order + 1] = 0, own end
			sites[own] = sites[own] | kept.value
		end
		for _, own in ipairs(order) do
			local mask = sites[own]
			if mask == 0 then
				report { url = own .. "/", severity = "info", message = { zh = "没有看到政府信息公开专栏的栏目，请打开首页核对。",
					en = "No column of a disclosure section is seen; open the home page and look." } }
			end
			for i, column in ipairs(COLUMNS) do
				if mask ~= 0 and mask & (1 << (i - 1)) == 0 then report { url = own .. "/", params = { name = column[1] } } end
			end
		end
	end,

	tests = {
		{ name = "缺年报和制度", finds = 2, url = "https://www.example.gov.cn/zwgk/",
			html = "<title>政务公开</title><a href=a>政府信息公开指南</a> <a href=b>法定主动公开内容</a> <a href=c>依申请公开</a>" },
		{ name = "齐全", finds = 0, url = "https://www.example.gov.cn/zwgk/", html = [[<title>政府信息公开</title><a href=a>信息公开指南</a>
			<a href=b>政府信息公开制度</a> <a href=c>法定主动公开内容</a> <a href=d>信息公开年报</a> <a href=e>依申请公开</a>]] },
		{ name = "首页上一个也没有", finds = { { severity = "info" } }, url = "https://www.example.gov.cn/",
			html = "<title>某市</title><a href=a>要闻</a>" },
		{ name = "别的页面不算", finds = 0, url = "https://www.example.gov.cn/a/1.html", html = "<title>通知</title><a href=a>要闻</a>" },
	},
}
