--[[
发文字号的写法：机关代字〔年份〕序号“号”，如“云文旅发〔2023〕5号”。查括号、两位数的年份、编虚位（05号）、多写的“第”。
只查代字以“发、办、函、规”等结尾的。公告的“〔2023〕第5号”、案号“（2023）云01民终5号”、证书编号、1999年以前文件的方括号，都不是错。
--]]
local scan = require "scan"

-- 代字的最后一个字，和“字”前面的字
local LAST, BEFORE_ZI = {}, {}
for c in ("发办函规文通呈任综批复议"):gmatch(utf8.charpattern) do LAST[c] = true end
for c in ("办发函府政委规党任"):gmatch(utf8.charpattern) do BEFORE_ZI[c] = true end
local CLOSE = { ["]"] = true, ["］"] = true, [")"] = true, ["）"] = true, ["】"] = true, ["〉"] = true, ["﹞"] = true, ["〕"] = true }
local OPEN = { "[", "［", "(", "（", "【", "〈", "﹝", "〔" }
-- “号”后面的字，说明它是地块、楼、路、场次的编号
local OTHER = { "地块", "宗地", "楼", "线", "路", "院", "厅", "会议室", "车", "店", "铺", "库", "机", "井", "坑", "标段", "包" }

-- { 括号, 年份, 后括号, "第", 序号 }；不是文号的为 nil
local function parts(s, from)
	local open
	for _, mark in ipairs(OPEN) do
		if s:sub(from, from + #mark - 1) == mark then open = mark end
	end
	local year, after = s:match("^%s?(%d+)%s?()", from + #open)
	if not year or (#year ~= 4 and #year ~= 2) then return nil end
	local close = s:match("^" .. utf8.charpattern, after)
	if not CLOSE[close] then return nil end
	local ordinal, number, stop = s:match("^(%s?[第]*%s?)(%d+)%s?号()", after + #close)
	if not number or #number > 5 then return nil end
	return { open = open, year = year, close = close, ordinal = ordinal:find("第", 1, true) ~= nil, number = number, to = stop - 1 }
end

-- 前面的代字；不像代字的为 nil
local function issuer(s, from)
	local before = s:sub(from > 45 and from - 45 or 1, from - 1):match("[^\n%s,;:]*$"):gsub("^[\x80-\xBF]+", "")
	local chars = {}
	for c in before:gmatch(utf8.charpattern) do
		if c == "《" or c == "（" or c == "(" or c == "、" or c == "，" or c == "。" or c == "：" or c == "；" or c == "“" then
			chars = {}
		else
			chars[#chars + 1] = c
		end
	end
	local last = chars[#chars]
	if #chars < 2 or not (LAST[last] or (last == "字" and BEFORE_ZI[chars[#chars - 1]])) then return nil end
	return table.concat(chars, "", #chars > 8 and #chars - 7 or 1)
end

local function is_other(s, to)
	for _, word in ipairs(OTHER) do
		if s:sub(to + 1, to + #word) == word then return true end
	end
end

-- 哪里不合规定；第二个值是轻微的
local function fault(p)
	if (p.open == "[" or p.open == "［") and tonumber(p.year) < 2000 and #p.year == 4 then return nil end
	if #p.year == 2 then return { zh = "年份应当写四位数", en = "the year has four digits" } end
	if p.open ~= "〔" or p.close ~= "〕" then
		return { zh = "年份应当用六角括号〔〕", en = "the year stands in 〔〕" }, p.open == "﹝" and p.close == "﹞"
	end
	if p.ordinal then return { zh = "序号前不加“第”", en = "no 第 before the number" } end
	if p.number:find("^0") then return { zh = "序号不编虚位", en = "no leading zeros in the number" } end
end

return rule {
	id = "typos/document-number",
	title = { zh = "发文字号的写法", en = "Form of a document number" },
	basis = "GB/T 9704—2012《党政机关公文格式》7.2.5",
	mark = "M",
	severity = "warning",
	on = "document",
	match = { text = scan.words.number },
	tags = { "typos" },
	message = { zh = "“{number}”：{why}。", en = "\"{number}\": {why}." },
	fix = { zh = "写作“{meant}”。", en = "Write {meant}." },

	check = function(document, report)
		local s = document.text
		for _, hit in ipairs(scan(document).number or {}) do
			local p = parts(s, hit.from)
			local why, slight = nil, false
			if p then why, slight = fault(p) end
			local name = why and not is_other(s, p.to) and issuer(s, hit.from)
			if name then
				local year = #p.year == 2 and (tonumber(p.year) < 50 and "20" or "19") .. p.year or p.year
				local shown = { zh = "“%s”：%s。", en = "\"%s\": %s." }
				local number = name .. s:sub(hit.from, p.to)
				report { at = document:at(hit.from), severity = slight and "info" or nil,
					message = { zh = shown.zh:format(number, why.zh), en = shown.en:format(number, why.en) },
					params = { meant = ("%s〔%s〕%d号"):format(name, year, tonumber(p.number)) },
					evidence = text.excerpt(s, hit.from, p.to) }
			end
		end
	end,

	tests = {
		{ name = "括号、年份、序号", html = [[<p>云文旅发[2023]5号</p>
			<p>云政办发（2023）12号</p>
			<p>云文旅规〔23〕1号</p>
			<p>云府办字〔2023〕第5号</p>
			<p>（云文旅函〔2023〕05号）</p>
			<p>云政发【2023】7号</p>]],
			finds = { { line = 1, message = "六角括号" }, { line = 2 }, { line = 3, message = "四位数" }, { line = 4, message = "第" },
				{ line = 5, message = "虚位" }, { line = 6 } } },
		{ name = "外观相近的括号只提示", html = "<p>沪府办发﹝2023﹞5号</p>", finds = { { severity = "info" } } },
		{ name = "写对的", html = "<p>国办发〔2023〕5号、国函〔2019〕12号、国办公开办函〔2021〕30号</p>", finds = 0 },
		{ name = "不是文号的", html = [[<p>（2023）云01民终123号、中国人民银行公告〔2020〕第15号、国用（2010）第00123号、国发[1992]5号、
			云房权证字(2005)第012号、根据规划发（2020）1号地块、2023年第5号、（2023年）5号楼、文（2020）年</p>]], finds = 0 },
	},
}
