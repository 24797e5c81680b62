--[[
两个文件用了同一个索引号或者同一个发文字号：抄错了，或者照着上一个文件改的时候忘了改。
取自文件页面的信息表；标题一样的是同一个文件放在两处，不报；带附件、解读的标题不同，但索引号应当不同，照报。
--]]
local pages, record, titles = require "pages", require "record", require "titles"

local NAMES = { index = "索引号", number = "发文字号" }

local function look(page)
	if not pages.article(page) then return nil end
	local fields = record.read(page)
	if not fields then return nil end
	local index, number = fields.index or "", fields.number or ""
	if not index:find("%d%d%d%d") then index = "" end
	if not number:find("〔%d%d%d%d〕%s*%d+号") then number = "" end
	if index == "" and number == "" then return nil end
	return { index = index:sub(1, 100), number = number:sub(1, 100), title = titles.bare(pages.title(page)):sub(1, 300) }
end

return rule {
	id = "gov-cn/numbers-unique",
	title = { zh = "两个文件的编号相同", en = "Two documents with one number" },
	mark = "D",
	severity = "info",
	on = { "page", "finish" },
	match = { source = record.signs },
	tags = { "metadata" },
	message = { zh = "{name}“{value}”与 {other} 的相同，标题不同。", en = "{name} \"{value}\" is that of {other} as well, under another title." },
	fix = { zh = "对照原件改正其中一个。", en = "Compare both with the documents and mend one." },

	check = function(thing, report)
		if thing.on ~= "finish" then return look(thing) end
		for _, key in ipairs { "index", "number" } do
			local first, told = {}, {}
			for _, kept in ipairs(thing.kept) do
				local value = kept.value[key]
				local before = first[value]
				if value ~= "" and before and before.value.title ~= kept.value.title and not told[value] then
					told[value] = true
					report { url = kept.url, evidence = value, params = { name = NAMES[key], value = value, other = before.url } }
				end
				first[value] = before or kept
			end
		end
	end,

	tests = {
		{ name = "同一个文号", on = "finish", finds = { { message = "http://a.gov.cn/1.html", evidence = "云文旅规〔2023〕1号" } },
			data = { kept = { { url = "http://a.gov.cn/1.html", value = { index = "A/2023-00001", number = "云文旅规〔2023〕1号", title = "甲办法" } },
				{ url = "http://a.gov.cn/2.html", value = { index = "A/2023-00002", number = "云文旅规〔2023〕1号", title = "乙办法" } } } } },
		{ name = "同一个文件放在两处", on = "finish", finds = 0,
			data = { kept = { { url = "http://a.gov.cn/1.html", value = { index = "A/2023-00001", number = "云文旅规〔2023〕1号", title = "甲办法" } },
				{ url = "http://a.gov.cn/2.html", value = { index = "A/2023-00001", number = "云文旅规〔2023〕1号", title = "甲办法" } } } } },
		{ name = "一个文件", finds = 0, html = [[<meta name=ArticleTitle content=甲办法><table>
			<tr><td>索引号</td><td>A/2023-00001</td><td>发文字号</td><td>云文旅规〔2023〕1号</td></tr></table>]] },
	},
}
