--[[
文件写明的有效期已经过了，页面上还没有标明失效。看正文里写的：“有效期至2025年12月31日”，或者“自2023年5月1日起施行，
有效期两年”；与检查当天的日期比较。信息表的“有效性”写着废止、失效、修改的，标题写着“已废止”“已失效”的，不报。
没有写施行日期、没有写年数的不推算。别的文件的有效期（“原办法有效期届满”）不算：句子要以“自……起施行”或“有效期至”写明。
--]]
local pages, record = require "pages", require "record"

local MARKED = { "已废止", "已失效", "（废止）", "(废止)", "【废止】", "[废止]", "【失效】", "[失效]", "（失效）", "(失效)", "此件已废止", "此件已失效" }
local NUMBERS = { ["一"] = 1, ["二"] = 2, ["两"] = 2, ["三"] = 3, ["四"] = 4, ["五"] = 5 }

local function day(y, m, d)
	return ("%04d-%02d-%02d"):format(y, m, d)
end

-- The last day of a document in force from y-m-d for n years.
local function last_day(y, m, d, n)
	if d > 1 then return day(y + n, m, d - 1) end
	if m == 1 then return day(y + n - 1, 12, 31) end
	local lengths = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }
	return day(y + n, m - 1, lengths[m - 1])
end

-- The last day of validity that a paragraph gives, or nil.
local function validity(line)
	local y, m, d = line:match("有效期限?至%s*(%d%d%d%d)年(%d%d?)月(%d%d?)日")
	if not y then y, m, d = line:match("有效期%s*至%s*(%d%d%d%d)年(%d%d?)月(%d%d?)日") end
	if y then return day(tonumber(y), tonumber(m), tonumber(d)) end
	local from_y, from_m, from_d, rest = line:match("自%s*(%d%d%d%d)年(%d%d?)月(%d%d?)日%s*起%s*施?实?行?(.*)$")
	if not from_y then from_y, from_m, from_d, rest = line:match("自%s*(%d%d%d%d)年(%d%d?)月(%d%d?)日%s*起(.*)$") end
	if not from_y or not rest:find("^[^。；]*有效期") then return nil end
	local count = rest:match("有效期[^%d。；]-(%d+)%s*年")
	local n = tonumber(count)
	for word, value in pairs(NUMBERS) do
		for _, before in ipairs { "有效期", "有效期为", "有效期限为", "有效期限" } do
			if rest:find(before .. word .. "年", 1, true) then n = value end
		end
	end
	return n and n <= 30 and last_day(tonumber(from_y), tonumber(from_m), tonumber(from_d), n) or nil
end

local function marked(page, fields)
	local status = fields and fields.status or ""
	if status:find("废止", 1, true) or status:find("失效", 1, true) or status:find("修", 1, true) then return true end
	for _, word in ipairs(MARKED) do
		if page:contains(word) then return true end
	end
	return false
end

local function look(page)
	if not page:contains("有效期") or not pages.article(page) then return nil end
	local until_day
	for line in page.text:gmatch("[^\n]+") do
		if line:find("有效期", 1, true) then until_day = until_day or validity(text.fold(line)) end
	end
	if not until_day or marked(page, record.read(page)) then return nil end
	return until_day
end

return rule {
	id = "gov-cn/expired",
	title = { zh = "过了有效期的文件没有标明失效", en = "Document past its validity and not marked" },
	basis = "国办发〔2017〕47号：修改、废止、失效的文件要及时公开并在已发布的原文件上作出明确标注",
	mark = "V",
	severity = "warning",
	on = { "page", "finish" },
	match = { source = "有效期" },
	tags = { "pages" },
	message = { zh = "文件写明有效期到 {day}，已经过期，页面上没有标明失效。",
		en = "By its own words the document was in force until {day}; the page does not say that it no longer is." },
	fix = { zh = "在原文件上标明“失效”；仍要执行的，公开继续有效的决定。",
		en = "Mark it as no longer in force, or publish the decision that extends it." },

	check = function(thing, report)
		if thing.on ~= "finish" then return look(thing) end
		for _, kept in ipairs(thing.kept) do
			if kept.value < thing.today then report { url = kept.url, params = { day = kept.value } } end
		end
	end,

	tests = {
		{ name = "有效期至", finds = { { message = "2020-12-31" } },
			html = "<meta name=ArticleTitle content=办法><p>本办法自2018年1月1日起施行，有效期至2020年12月31日。</p>" },
		{ name = "几年", finds = { { message = "2020-04-30" } },
			html = "<meta name=ArticleTitle content=办法><p>第八条　本规范自2018年5月1日起施行，有效期两年。</p>" },
		{ name = "数字的年数，月初", finds = { { message = "2021-12-31" } },
			html = "<meta name=ArticleTitle content=办法><p>本办法自 2017年1月1日 起施行，有效期为5年。</p>" },
		{ name = "还没有到", finds = 0, html = "<meta name=ArticleTitle content=办法><p>有效期至2999年12月31日。</p>" },
		{ name = "已经标明", finds = 0, html = [[<meta name=ArticleTitle content=办法><table><tr><td>索引号</td><td>1</td><td>发文机关</td><td>某局</td></tr>
			<tr><td>公开方式</td><td>主动公开</td><td>有效性</td><td>失效</td></tr></table><p>有效期至2020年12月31日。</p>]] },
		{ name = "别的文件的有效期", finds = 0, html = "<meta name=ArticleTitle content=解读><p>原办法2018年3月起施行，今年3月底有效期届满。</p>" },
		{ name = "证件的有效期", finds = 0, html = "<meta name=ArticleTitle content=通知><p>许可证自发证之日起生效，有效期三年。</p>" },
		{ name = "不是文章", finds = 0, html = "<p>有效期至2020年12月31日。</p>" },
	},
}
