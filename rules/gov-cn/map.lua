--[[
有地图，没有审图号。看文章里的图片：替代文字、标题或者文件名说是地图（行政区划图、区位图、分布图……），页面上却没有“审图号”。
“网站地图”“地图导航”不是地图；审图号印在图里的看不到，所以只提示。
--]]
local site, tags = require "site", require "tags"

local WORDS = { "行政区划图", "政区图", "区位图", "旅游地图", "分布图", "位置示意图", "中国地图", "全图", "地图" }

local function is_map(s)
	for _, word in ipairs(WORDS) do
		if s:find(word, 1, true) then
			return not (s:find("网站地图", 1, true) or s:find("百度地图", 1, true) or s:find("高德地图", 1, true) or s:find("地图导航", 1, true)
				or s:find("热力图", 1, true))
		end
	end
	return false
end

local MAP = text.terms { "网站地图\"", "站点地图\"", "地图\"" }

-- Whether an attribute may end in such a word; nearly every page has the name of a site map somewhere.
local function possible(page)
	for _, word in ipairs { "区划图", "政区图", "区位图", "分布图", "位置示意图" } do
		if page:contains(word) then return true end
	end
	if page:contains("地图\"") then
		for _, hit in ipairs(MAP:find(page.body)) do
			if hit.index == 3 then return true end
		end
	end
	return false
end

return rule {
	id = "gov-cn/map",
	title = { zh = "地图没有审图号", en = "Map without an approval number" },
	basis = "国办发〔2017〕47号：使用标准地图；《地图管理条例》",
	mark = "V",
	severity = "info",
	on = "page",
	match = { source = { "区划图", "政区图", "区位图", "分布图", "位置示意图", "地图\"" }, lacks = { source = "审图号" } },
	tags = { "pages" },
	message = { zh = "图片“{name}”像是地图，页面上没有审图号。", en = "The image \"{name}\" seems to be a map, and the page gives no approval number (审图号)." },
	fix = { zh = "使用标准地图服务系统的地图，在图旁写明审图号。", en = "Use a standard map and give its approval number beside it." },

	check = function(page, report)
		if not possible(page) or page:contains("审图号") or not site.government(page) then return end
		for _, one in ipairs(tags.all(page, "img")) do
			local name = (one.attr.alt or "") ~= "" and one.attr.alt or one.attr.title or ""
			if is_map(name) then
				local line, col = tags.place(page, one.at)
				report { line = line, col = col, params = { name = name } }
				return
			end
		end
	end,

	tests = {
		{ name = "没有审图号", html = "<h1>概况</h1>\n<img src=a.jpg alt=\"某市行政区划图\">", finds = { { line = 2, message = "行政区划图" } } },
		{ name = "有审图号", html = "<img src=a.jpg alt=\"某市行政区划图\"><p>审图号：沪S（2023）001号</p>", finds = 0 },
		{ name = "网站地图", html = "<img src=a.jpg alt=\"网站地图\"><a href=/map/>分布图</a>", finds = 0 },
		{ name = "文字说到地图", html = "<p>查看《行政区划图》</p>", finds = 0 },
	},
}
