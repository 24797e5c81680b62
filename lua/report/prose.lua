--[[
What a report says outside its tables: title, headings, the text of its sections, dates, document numbers.

  prose.read(form, document, f, used)   fills in f.agency, year, published, headings, texts, form_numbers (report.read)
      used(block)   true for a table whose figures were taken: no part of a text

A heading of a section is a heading or a paragraph that says what the form says, or nearly; any other line numbered
一、二、三、 that is short is a heading too, of no section. A table of contents is not taken for headings.
--]]
local dates = require "report.dates"
local labels = require "report.labels"

local prose = {}

local NEAR <const> = 0.72
local HEADING <const> = 150 -- bytes
local HEADINGS <const> = 200 -- of a document; what is more is no report
local LOOKED_AT <const> = 60 -- blocks from the top in which a title may stand
local ROUGHLY <const> = 0.6 -- a heading over the report that is so like its title is one

-- The words of a block. A heading that Word numbers by itself is a list of one.
local function words(block)
	local text = block.text or block.kind == "list" and #block.items == 1 and block.items[1]
	return labels.text(text or ""):match "^%s*(.-)%s*$"
end

local spoken = { heading = true, paragraph = true, list = true }

-- a table of contents has leaders and a page at the end of each line
local function without_page(s)
	local rest = s:match "^(.-)[%s.·…]+%d+$"
	return rest and rest ~= "" and rest or s, rest ~= nil and rest ~= ""
end

local function numbered(s)
	local number = labels.number(s)
	return number and not number:find "%d" and not labels.fold(s):find "^%(" and number or nil
end

local function sections_of(form)
	local list = {}
	for _, section in ipairs(form.sections) do
		if section.heading then
			local keys = { labels.key(section.heading) }
			for _, other in ipairs(section.also or {}) do keys[#keys + 1] = labels.key(other) end
			list[#list + 1] = { section = section, keys = keys }
		end
	end
	return list
end

-- Whether a line is a heading, and of which section.
local function heading_of(sections, block, s)
	if #s > HEADING or s == "" or s:find "。$" or s:find "；$" then return false end
	local number, key = numbered(s), labels.key(s)
	if key == "" then return false end
	if not number and labels.number(s) then -- （一）, 1.: below the headings of a form, unless it numbers them so
		for _, one in ipairs(sections) do
			if labels.text(one.section.heading) == s then return true, one.section end
		end
		return false
	end
	local best, likest = nil, 0
	for _, one in ipairs(sections) do
		for _, want in ipairs(one.keys) do
			if key == want then return true, one.section end
			local likeness = number and labels.likeness(key, want) or 0
			if likeness > likest then best, likest = one.section, likeness end
		end
	end
	if likest >= NEAR then return true, best end
	return number ~= nil and (block.kind == "heading" or #s <= HEADING // 2)
end

-- The same where the form's own title has its words before the year: 政府网站工作年度报表（2025年度）.
local function before_year(form, year, before)
	local want = labels.key((form.heading:match "^(.-){year}" or ""):gsub("{%w+}", ""))
	local rest = labels.key(before)
	if want == "" or rest:sub(-#want) ~= want then return nil end
	return year, rest:sub(1, -#want - 1)
end

-- The same where the year stands among the words: …政府信息公开工作2022年度报告.
local function amid(year, before, after, want)
	local rest = labels.key(before .. "年" .. after)
	if #labels.key(after) >= #want or rest:sub(-#want) ~= want then return nil end
	return year, rest:sub(1, -#want - 1)
end

-- Agency and year of a title, by the form's own: what stands around the year, but for the words of the form.
local function parse_title(form, s)
	if #s > 300 then return nil end
	local year, before, after = dates.year(s)
	if not year or not form.heading then return nil end
	if form.heading:find "^[^{]+{year}" then return before_year(form, year, before) end
	local want = labels.key((form.heading:gsub("{%w+}", "")):gsub("^年", "") )
	local found, owner = amid(year, before, after, want)
	if found then return found, owner end
	local tail = want:sub(-6)
	local last, from = nil, 1
	while true do
		local at = after:find(tail, from, true)
		if not at then break end
		last, from = at + #tail - 1, at + 1
	end
	if not last then return nil end
	local rest = labels.key(after:sub(1, last))
	local agency = before:match "^.*:(.*)$" or before
	if rest:sub(-#want) == want and #rest > #want then agency = agency .. rest:sub(1, -#want - 1) end
	agency = agency:gsub("^度", ""):gsub("《", "")
	if rest:sub(-#want) ~= want and labels.likeness(rest, want) < NEAR then return nil end
	return year, (agency:gsub("度$", ""))
end

-- What stands over a title without an agency is its name, if it is one: not the path of the page in its site.
local function is_name(s)
	for char in labels.fold(s):gmatch(utf8.charpattern) do
		local code = #char == 3 and utf8.codepoint(char) or 0
		if (code < 0x4E00 or code > 0x9FFF) and char ~= "(" and char ~= ")" then return false end
	end
	return #s >= 9 and #s <= 90 and not s:find("信息公开", 1, true)
end

-- A year that only the text tells: the period of its figures, or a heading that is roughly the title.
local function rough_year(form, document)
	local titles, want = { document.title }, labels.key((form.heading:gsub("{%w+}", ""):gsub("^年", "")))
	for i = 1, math.min(#document.blocks, LOOKED_AT) do
		local block, s = document.blocks[i], words(document.blocks[i])
		local period = #s < 3000 and labels.fold(s):match "(20%d%d)年1月1日.-12月31日"
		if period then return tonumber(period) end
		if block.kind == "title" or block.kind == "heading" then titles[#titles + 1] = s end
	end
	for _, s in ipairs(titles) do
		local year, _, after = dates.year(s:sub(1, 300))
		if year and labels.likeness(labels.key(after), want) >= ROUGHLY then return year end
	end
end

local function read_title(form, document, f)
	local start, before = 0, nil
	for i, block in ipairs(document.blocks) do
		if i > LOOKED_AT or f.year and start > 0 then break end
		if block.kind == "title" or block.kind == "heading" or block.kind == "paragraph" then
			local s = words(block)
			local year, agency = parse_title(form, s)
			if year then
				if agency == "" and before and is_name(before) then agency = before end
				f.year, start = year, i
				if agency ~= "" then f.agency = agency end
			end
			before = s
		end
	end
	if not f.year and document.title then
		local year, agency = parse_title(form, document.title)
		if year then f.year, f.agency = year, agency ~= "" and agency or nil end
	end
	f.year = f.year or rough_year(form, document)
	return start
end

local stamps = { "发布日期", "发布时间", "公开日期", "发表日期", "发表时间", "公开时间", "发文日期", "成文日期", "生成日期" }

-- The date that a line says the report was published on.
local function stamp_of(s)
	if #s > 400 then return nil end
	for rank, word in ipairs(stamps) do
		local at = s:find(word, 1, true)
		if at then
			local date = dates.first(s:sub(at + #word, at + #word + 60))
			if date then return date, rank end
		end
	end
end

-- The name of a workbook's sheet stands over its table as a heading; the form knows nothing of it.
local function is_sheet(blocks, i)
	local block, following = blocks[i], blocks[i + 1]
	if block.kind ~= "heading" or not following or following.kind ~= "table" then return false end
	local line = following.rows[1]
	local at = line and type(line[1]) == "table" and line[1].at
	return at ~= nil and at ~= false and at:find(words(block) .. "!", 1, true) == 1
end

-- Every heading: { [index of its block] = { text, section, contents } }. contents: a line of the table of contents,
-- one with a page or with nothing under it, whose heading comes again.
local function find_headings(form, blocks, start)
	local sections, found = sections_of(form), {}
	for i, block in ipairs(blocks) do
		if i > start and #found < HEADINGS and spoken[block.kind] and not is_sheet(blocks, i) then
			local text, page = without_page(words(block))
			local is_heading, section = heading_of(sections, block, text)
			if is_heading then found[#found + 1] = { text = text, section = section, page = page, i = i, key = labels.key(text) } end
		end
	end
	local last, at = {}, {}
	for k, one in ipairs(found) do last[one.key] = k end
	for k, one in ipairs(found) do
		local empty = found[k + 1] and found[k + 1].i == one.i + 1
		one.contents = (one.page or empty) and last[one.key] > k
		at[one.i] = one
	end
	return at
end

local function remember(list, known, s)
	for _, number in ipairs(dates.numbers(s)) do
		if not known[number] then
			known[number] = true
			list[#list + 1] = number
		end
	end
end

-- The blocks of each section that has text, and of the preamble. Sheets that a workbook has besides the form's
-- (how to fill it in, somebody's remarks) are no preamble: that has to stand under the title of the report.
local function split(form, blocks, start, headings, used, sheets)
	local texts, keeps, current = {}, { ["0"] = true }, "0"
	for _, section in ipairs(form.sections) do keeps[section.id] = section.text or section.id == "0" end
	keeps["0"] = not sheets or start > 0
	local function belongs(block, i, s)
		if i <= start or not keeps[current] or block.kind == "title" or used(block) or #s < 200 and stamp_of(s) then return false end
		return not sheets or not is_sheet(blocks, i) and (current ~= "0" or block.kind ~= "table")
	end
	for i, block in ipairs(blocks) do
		local one, s = headings[i], words(block)
		if one and not one.contents then
			current = one.section and one.section.id or ""
		elseif not one and belongs(block, i, s) then
			texts[current] = texts[current] or {}
			table.insert(texts[current], block)
		end
	end
	return texts
end

local function has_sheets(blocks)
	for i in ipairs(blocks) do
		if is_sheet(blocks, i) then return true end
	end
	return false
end

function prose.read(form, document, f, used)
	local start = read_title(form, document, f)
	local headings, found, best = find_headings(form, document.blocks, start), {}, math.huge
	local sheets = document.sheets or has_sheets(document.blocks)
	f.texts = split(form, document.blocks, start, headings, used, sheets)
	f.form_numbers = {}
	local known = {}
	for i, block in ipairs(document.blocks) do
		local s = words(block)
		local date, rank = stamp_of(s)
		if date and rank < best then f.published, best = date, rank end
		remember(f.form_numbers, known, s)
		if headings[i] and not headings[i].contents then found[#found + 1] = headings[i].text end
	end
	f.published = f.published or document.date and dates.first(document.date)
	f.agency = f.agency or document.author
	-- an office's own files have headings of sheets and topics, and the form's are printed for it
	if f.outside and (found[1] or not sheets) then f.headings = found end
end

return prose
