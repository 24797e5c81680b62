--[[
The rows of a sheet, told apart: those that are records, and those that only look as if.

  rows.read(sheet, vocabulary, import) → tables, skipped
      import = declaration's import or {}: header_rows, skip
      table = { header, rows = { { row = n, cells = { [col] = value } }, … } }
      skipped = { { row = n, why = "title"|"header"|"units"|"total"|"remark"|"section"|"example"|"stray", cells = n, text = … }, … }
          "stray": none of these, and no record either: somebody has to look

A cell that says "the same" (同上, 〃) has the value above it, and one that is merged with those below gives its
value to each. What is merely empty stays empty.
--]]
local header = require "govpub.register.import.header"
local words = require "govpub.register.import.words"

local rows = {}

local SAME = { ["同上"] = true, ["〃"] = true, ["″"] = true, ["同前"] = true, ["\""] = true, ["''"] = true,
	["ditto"] = true, ["同上行"] = true, ["同 上"] = true, ["同　上"] = true, ["”"] = true }
local LONGEST_SAME = 24 -- bytes, with spaces around
local TOTALS = { "合计", "小计", "总计", "累计", "共计", "本页小计", "本页合计", "total", "subtotal", "sum" }
local REMARKS = { "注", "备注", "说明", "填表", "填报", "制表", "审核", "复核", "单位负责人", "联系人", "联系电话", "负责人",
	"统计人", "经办人签", "报送", "note", "remark", "prepared by" }
local EXAMPLES = { "示例", "例如", "例：", "例:", "填写示例", "example" }
local FIRST = 3 -- cells of a row that say whether it is a total
local UNITS = { "元", "万元", "千元", "件", "个", "日", "天", "工作日", "页", "张", "份", "次", "人", "人次", "小时", "学时", "年月日",
	"年/月/日", "yyyy-mm-dd", "必填", "选填", "文本", "日期", "数字" }
local WRITTEN = {} -- columns of a form are numbered 甲 乙 丙 and 1 2 3

for _, unit in ipairs(UNITS) do UNITS[words.plain(unit)] = true end
for _, name in ipairs { "甲", "乙", "丙", "丁", "戊", "己" } do WRITTEN[name] = true end

local HEAD = 3 -- bytes that every such word has

local function by_head(list)
	local by = {}
	for _, start in ipairs(list) do
		local head = start:sub(1, HEAD)
		by[head] = by[head] or {}
		table.insert(by[head], start)
	end
	return by
end

local TOTAL_HEADS, REMARK_HEADS, EXAMPLE_HEADS = by_head(TOTALS), by_head(REMARKS), by_head(EXAMPLES)

-- the first of the words that the text begins with
local function begins(text, heads)
	for _, start in ipairs(heads[text:sub(1, HEAD)] or {}) do
		if text:sub(1, #start) == start then return start end
	end
end

-- 合 计, 2023年合计, 小计：12件; but not 总计划
local function is_total(text)
	local may = #text <= 60 and (text:find("计", 1, true) or text:find "^[%s%d]*[tTsS]" or text:find("otal", 1, true) or text:find("OTAL", 1, true))
	if not may then return false end
	local close = words.fold(text):lower():gsub(" ", ""):gsub("^%d+", ""):gsub("^年", ""):gsub("^%d+", ""):gsub("^月", "")
	local start = begins(close, TOTAL_HEADS)
	local rest = start and close:sub(#start + 1)
	return start and (rest == "" or rest:find "^[:%d(]") and true or false
end

local function is_remark(text)
	local folded = words.fold(text):lower()
	local start = begins(folded, REMARK_HEADS)
	local rest = start and folded:sub(#start + 1)
	return start and (rest == "" or #rest > 6 or rest:find "^[^:]-[:.)]") and true or false
end

local function unit_of(text)
	local inner = words.fold(text):match "^%((.*)%)$" or words.fold(text):match "^单位:(.*)$"
	return inner ~= nil or UNITS[words.plain(text)]
end

-- 1 2 3 … or 甲 1 2 …, or the words of units alone, directly below the header
local function is_below_header(values)
	local units, numbers = 0, 0
	for i, value in ipairs(values) do
		local text = words.text(value)
		units = units + (unit_of(text) and 1 or 0)
		numbers = numbers + ((WRITTEN[text] or tonumber(text) == i or tonumber(text) == i - 1) and 1 or 0)
	end
	if #values >= 1 and units == #values then return "units" end
	return #values >= 3 and numbers == #values and "units"
end

-- A row that is no record, by what stands in its first cells; `n`: how many there are.
local function kind_of(sheet, row, values, n, first, skip)
	local text = words.text(values[1])
	if text:find "^%s" then text = text:match "^%s*(.*)$" end
	for i = 1, #values do
		if type(values[i]) == "string" and (is_total(values[i]) or (skip and skip(values[i]))) then return "total" end
	end
	if begins(text:lower(), EXAMPLE_HEADS) then return "example" end
	if n <= 2 and is_remark(text) then return "remark" end
	if n == 1 and sheet.cols >= 3 then
		local _, _, left, _, right = sheet:over(row, first)
		return right - left + 1 >= sheet.cols - 1 and "section" or "stray"
	end
end

local function skipper(pattern)
	if type(pattern) ~= "string" then return nil end
	local list = {}
	for word in pattern:gmatch "[^|]+" do list[#list + 1] = words.plain(word) end
	return function(text)
		local plain = words.plain(text)
		for _, word in ipairs(list) do
			if plain:sub(1, #word) == word and #plain <= #word + 12 then return true end
		end
	end
end

local function text_of(values)
	local out = {}
	for i, value in ipairs(values) do
		out[i] = type(value) == "table" and "…" or words.text(value)
		if i == 6 then break end
	end
	return table.concat(out, " | ")
end

local function says_same(value)
	if type(value) ~= "string" or #value > LONGEST_SAME then return false end
	if SAME[value] then return true end
	local padded = value:byte(1) <= 32 or value:byte(-1) <= 32
	return padded and SAME[value:match "^%s*(.-)%s*$"]
end

-- The cells of a record, those that say "the same" and merged ones filled in. Mostly they are those of the sheet.
local function cells_of(sheet, found, row, above)
	local cells, plain = sheet:cells(row), not sheet.merged
	for col in ipairs(plain and above and found.columns or {}) do
		if says_same(cells[col]) then plain = false end
	end
	if plain then return cells end
	cells = {}
	for col in ipairs(found.columns) do
		local value, r, c = sheet:over(row, col)
		if c ~= col or r <= found.bottom then value = nil end
		if above and says_same(value) then value = above[col] end
		cells[col] = value
	end
	return cells
end

local function skip_above(sheet, from, to, skipped)
	for row = from, to do
		local values = sheet:values(row)
		if #values > 0 then
			local _, first = sheet:count(row)
			local text = words.text(values[1])
			local why = (#values <= 4 or is_total(text)) and "title" or "stray"
			if #values <= 2 and is_remark(text) and row > sheet.first then why = "remark" end
			skipped[#skipped + 1] = { row = row, why = why, cells = #values, text = text_of(values), col = first }
		end
	end
end

-- A second table in the sheet has a header of its own, after an empty row or a title.
local function next_header(sheet, vocabulary, found, row, import)
	local other = header.find(sheet, vocabulary, row, import.header_rows, 2)
	if other and other.top <= row + 2 and other.bottom > found.bottom and other.top >= row then return other end
end

local function read_table(sheet, vocabulary, import, found, skipped)
	local records, above, skip, gap = {}, nil, skipper(import.skip), false
	local row = found.bottom + 1
	while row <= sheet.last do
		local n, first = sheet:count(row)
		local why
		if n == 0 then
			gap = true
		else
			local values = sheet:values(row, FIRST)
			local below = row == found.bottom + 1 or #records == 0
			why = header.repeated(sheet, found, row) and "header" or (below and is_below_header(sheet:values(row)))
				or kind_of(sheet, row, values, n, first, skip)
			local last = skipped[#skipped]
			if why == "stray" and last and last.why == "remark" and last.row == row - 1 then why = "remark" end -- it goes on
			if not why or gap or why == "section" or why == "stray" then
				local other = (gap or n == 1) and next_header(sheet, vocabulary, found, row, import)
				if other then return records, other, row end
			end
			if why then
				skipped[#skipped + 1] = { row = row, why = why, cells = n, text = text_of(sheet:values(row)), col = first }
			else
				above = cells_of(sheet, found, row, above)
				records[#records + 1] = { row = row, cells = above }
			end
			gap = false
		end
		row = row + 1
	end
	return records
end

function rows.read(sheet, vocabulary, import)
	local tables, skipped, from = {}, {}, sheet.first
	local found = header.find(sheet, vocabulary, from, import.header_rows)
	while found do
		skip_above(sheet, from, found.top - 1, skipped)
		for row = found.top, found.bottom do
			local values = sheet:values(row)
			local _, first = sheet:count(row)
			if #values > 0 then
				skipped[#skipped + 1] = { row = row, why = "header", cells = #values, text = text_of(values), col = first }
			end
		end
		local records, other, reached = read_table(sheet, vocabulary, import, found, skipped)
		tables[#tables + 1] = { header = found, rows = records }
		from = reached
		found = other
	end
	return tables, skipped
end

return rows
