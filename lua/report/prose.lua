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
local LOOKED_AT <const> = 60 -- blocks from the top in which a title may stand

local function words(block)
	return labels.text(block.text):match "^%s*(.-)%s*$"
end

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
	if not number and (labels.number(s) or key == "") then return false end
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

-- Agency and year of a title, by the form's own: what stands around the year, but for the words of the form.
local function parse_title(form, s)
	if #s > 300 then return nil end
	local year, before, after = dates.year(s)
	if not year or not form.heading then return nil end
	local want = labels.key((form.heading:gsub("{%w+}", "")):gsub("^年", "") )
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

local function read_title(form, document, f)
	local start, before = 0, nil
	for i, block in ipairs(document.blocks) do
		if i > LOOKED_AT or f.year and start > 0 then break end
		if block.kind == "title" or block.kind == "heading" or block.kind == "paragraph" then
			local s = words(block)
			local year, agency = parse_title(form, s)
			if year then
				if agency == "" and before and #before <= 90 then agency = before end
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
	return start
end

local stamps = { "发布日期", "发布时间", "公开日期", "发文日期", "成文日期", "生成日期" }

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

-- Headings with nothing under them that come again are the table of contents.
local function drop_contents(found)
	local last = {}
	for i, one in ipairs(found) do last[labels.key(one.text)] = i end
	local kept = {}
	for i, one in ipairs(found) do
		if not (one.page or one.empty and last[labels.key(one.text)] > i) then kept[#kept + 1] = one.text end
	end
	return kept
end

local function remember(f, s)
	for _, number in ipairs(dates.numbers(s)) do
		if not f.known_numbers[number] then
			f.known_numbers[number] = true
			f.form_numbers[#f.form_numbers + 1] = number
		end
	end
end

function prose.read(form, document, f, used)
	local sections, found = sections_of(form), {}
	local start = read_title(form, document, f)
	local current, stamp, stamp_rank = "0", nil, math.huge
	f.texts, f.form_numbers, f.known_numbers = {}, {}, {}
	local keeps = { ["0"] = true }
	for _, section in ipairs(form.sections) do keeps[section.id] = section.text or section.id == "0" end
	for i, block in ipairs(document.blocks) do
		local s = block.text and words(block) or ""
		local line, page = without_page(s)
		local date, rank = stamp_of(s)
		remember(f, s)
		local is_heading, section = false, nil
		if block.kind == "heading" or block.kind == "paragraph" then is_heading, section = heading_of(sections, block, line) end
		if date and rank < stamp_rank then stamp, stamp_rank = date, rank end
		if is_heading and i > start then
			current = section and section.id
			found[#found + 1] = { text = line, page = page, empty = true }
		elseif i > start and block.kind ~= "title" and not (date and #s < 200) then
			if #found > 0 then found[#found].empty = false end
			if current and keeps[current] and not used(block) then
				f.texts[current] = f.texts[current] or {}
				table.insert(f.texts[current], block)
			end
		end
	end
	f.known_numbers = nil
	f.headings = drop_contents(found)
	f.published = stamp or document.date
end

return prose
