--[[
网页标签的名称大小写不规范：规范写作 SiteName、PubDate，写成 sitename、PUBDATE 的，有的检查软件认不出。
只看名称，值不管；一种标签整个网站只报一次。
--]]
local across = require "across"

local NAMES = { "SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnType", "ArticleTitle", "PubDate", "ContentSource" }

-- 有这个标签，源代码里却没有这样写的名称
local OTHERWISE = {}
for i, name in ipairs(NAMES) do OTHERWISE[i] = { meta = name, lacks = { source = name } } end

return rule {
	id = "gov-cn/tag-case",
	title = { zh = "网页标签名称的大小写", en = "Case of the names of tags" },
	basis = "国办发〔2017〕47号，网页标签规范",
	mark = "V",
	severity = "info",
	on = { "page", "finish" },
	match = { any = OTHERWISE },
	tags = { "metadata" },
	message = { zh = "{n} 个页面的标签 {word} 大小写写得不一样，例如 {first}。", en = "{n} pages write the tag {word} in another case, as {first} does." },
	fix = { zh = "在模板里写成 <meta name=\"{word}\" …>。", en = "Write <meta name=\"{word}\" …> in the template." },

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		local meta, found = thing.meta, nil
		for _, name in ipairs(NAMES) do
			if meta[name:lower()] and not thing:contains(name) then
				found = found or {}
				found[#found + 1] = name
			end
		end
		return found
	end,

	tests = {
		{ name = "全小写、全大写", html = "<meta name=sitename content=某局><meta name=PUBDATE content='2023-04-20 11:20'>", finds = 2 },
		{ name = "规范", html = "<meta name=SiteName content=某局><meta name=PubDate content='2023-04-20 11:20'>", finds = 0 },
		{ name = "没有", html = "<p>sitename</p>", finds = 0 },
	},
}
