--[[
The table above a document: 索引号, 发文机关, 成文日期, 发文字号 and so on, as most sites show it. Read from the
text of the page, where the cells of a row stand on one line: label, value, label, value.

A label that stands alone on its line may have its value below: it counts as unknown, not as empty.
--]]
local record = {}

-- What a label is called here, and the ways in which sites write it.
local labels = {
	{ "index", "索引号", "信息索引号", "索引" },
	{ "issuer", "发文机关", "发布机构", "发布机关", "制发机关", "发文单位", "发布单位" },
	{ "written", "成文日期", "生成日期", "成文时间", "发文日期" },
	{ "published", "发布日期", "发布时间", "公开日期", "发文时间", "公布日期" },
	{ "number", "发文字号", "文号", "文件编号", "文件号" },
	{ "status", "有效性", "效力状态", "是否有效", "时效性", "时效", "有效状态", "效力" },
	{ "access", "公开方式", "公开属性", "公开类别" },
	{ "title", "标题", "名称", "信息名称", "文件名称" },
	{ "effective", "生效日期", "施行日期", "实施日期" },
	{ "expires", "废止日期", "失效日期", "失效时间", "有效期至" },
	{ "theme", "主题分类", "分类", "体裁分类", "组配分类", "信息分类", "服务对象分类", "公文种类", "文种" },
	{ "words", "主题词", "关键词", "内容概述", "公开范围", "来源", "浏览次数", "字体", "信息来源", "公开程序", "公开时限" },
}
-- By what a page shows that it may have two of them.
local SIGNS = { { "索引号", "索 引 号" }, { "发文机关", "发布机构", "发布机关" }, { "成文日期", "生成日期" }, { "发文字号", "文号", "文　　号" } }

-- Each spelling as a pattern that allows spaces between its characters, the longest first.
local spellings = {}
for _, row in ipairs(labels) do
	for i = 2, #row do
		local letters = {}
		for letter in row[i]:gmatch(utf8.charpattern) do letters[#letters + 1] = letter end
		spellings[#spellings + 1] = { key = row[1], size = #row[i], first = letters[1], pattern = "^" .. table.concat(letters, "%s*") .. "[%]】]?%s*()(:?)" }
	end
end
table.sort(spellings, function(a, b)
	if a.size ~= b.size then return a.size > b.size end
	return a.pattern < b.pattern
end)
local by_letter = {}
for _, s in ipairs(spellings) do
	by_letter[s.first] = by_letter[s.first] or {}
	table.insert(by_letter[s.first], s)
end

-- The label that begins at `at`: its key, and where its value begins. It ends with a colon, a space or the line.
local function label_at(line, at)
	for _, s in ipairs(by_letter[line:match(utf8.charpattern, at)] or {}) do
		local after, colon = line:match(s.pattern, at)
		if after and (colon == ":" or after > #line or line:find("^[%s】]", after - 1)) then
			return s.key, colon == ":" and after + 1 or after
		end
	end
	return nil
end

-- Where a label may begin: at the start of the line, and after a space or a bracket. The labels of a line.
local function labels_of(line)
	local found, at = {}, 1
	repeat
		local start = line:match("^[%s%[|]*【?()", at) or at
		local key, value = label_at(line, start)
		if key then found[#found + 1] = { key = key, from = at, value = value } end
		at = line:find("%s", math.max(start, value or start))
		at = at and at + 1
	until not at
	return found
end

-- Adds what a line says to `fields`; the first of a name counts.
local function read_line(fields, line)
	local found = labels_of(line)
	for i, label in ipairs(found) do
		local stop = found[i + 1] and found[i + 1].from - 1 or #line
		local value = text.trim(line:sub(label.value, stop)):gsub("^:%s*", "")
		if (value ~= "" or #found > 1) and not fields[label.key] then fields[label.key] = value end
	end
end

-- One of these is on every page with such a table: an index number alone makes none.
record.signs = {}
for i = 2, #SIGNS do table.move(SIGNS[i], 1, #SIGNS[i], #record.signs + 1, record.signs) end

local function possible(page)
	local n = 0
	for _, group in ipairs(SIGNS) do
		for _, sign in ipairs(group) do
			if page:contains(sign) then
				n = n + 1
				break
			end
		end
	end
	return n >= 2
end

--[[
record.read(page): the fields, by the names above, in half-width characters; "" for one that is printed and empty. nil when the page
has no such table: two of index, issuer, written date and number have to be there.
--]]
local function read(page)
	if not possible(page) then return nil end
	local fields, n = {}, 0
	for line in page.text:gmatch("[^\n]+") do
		n = n + 1
		if n > 150 then break end
		if #line < 600 then read_line(fields, text.fold(line)) end
	end
	local enough = 0
	for _, key in ipairs { "index", "issuer", "written", "number" } do
		if fields[key] then enough = enough + 1 end
	end
	return enough >= 2 and fields or nil
end

-- Several rules of the pack ask about the same page: what was read of it, or false. No page is held on to.
local known = setmetatable({}, { __mode = "k" })

function record.read(page)
	if known[page] == nil then known[page] = read(page) or false end
	return known[page] or nil
end

-- The cell with the label of a field, or nil: to say where something is missing.
function record.place(page, key)
	local ok, cells = pcall(page.select, page, "th, td, dt, b, span, li")
	for _, cell in ipairs(ok and cells or {}) do
		local s = text.fold(cell.text)
		if #s < 60 and label_at(s, 1) == key then return cell end
	end
	return nil
end

-- "2023年3月14日" or "2023-03-14 09:30" as year, month, day; nil when it is none.
function record.date(s)
	local y, m, d = (s or ""):match("(%d%d%d%d)[^%d]+(%d%d?)[^%d]+(%d%d?)")
	y, m, d = tonumber(y), tonumber(m), tonumber(d)
	if not y or m < 1 or m > 12 or d < 1 or d > 31 or y < 1949 then return nil end
	return ("%04d-%02d-%02d"):format(y, m, d)
end

return record
