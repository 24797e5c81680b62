--[[
The empty form that an office fills: tables for a spreadsheet, and the text as Markdown.

  form.template { year?, agency?, kind?, language = "zh"|"en" }  → { document = DOC, text = "markdown" or nil }

The document is one of tables only: 说明 (who and which year, how to fill), then each table of the form on a sheet of
its own; cells to fill have `input`, totals have `sum`, hints stand in notes. With "en", what the engine says is
there in English too; the form's own words stay as they are.
In the text, what stands behind ">" is guidance and is not printed. kind = "department"|"government" leaves out topics
that the other kind has to write about.
--]]
local cells = require "report.cells"
local layout = require "report.layout"

local template = {}

local inputs = { integer = "integer", decimal = "decimal", text = "text", yesno = "yesno" }

local marks = { V = { zh = "格式已对照公布的文本或报告核实", en = "checked against published texts or reports" },
	M = { zh = "格式凭记忆录入，未经核实，使用前请对照原文", en = "from memory, not verified: compare with the original" },
	D = { zh = "格式是本软件的设计，不是法定格式", en = "a design of this program, not a statutory form" } }

local function speak(language, zh, en) return language == "en" and zh .. "\n" .. en or zh end

local function note_of(cell)
	local lines = {}
	if cell.hint then lines[#lines + 1] = cell.hint end
	if cell.unit then lines[#lines + 1] = "单位：" .. cell.unit .. "。" end
	if cell.basis then lines[#lines + 1] = "依据：" .. cell.basis end
	return lines[1] and table.concat(lines, "\n") or nil
end

-- Hints of a row are shown once, at its first cell.
local function input_cell(form, id, shown)
	local cell = cells.get(form, id)
	local out = { id = id, align = cell.type == "text" and "start" or "center" }
	if cell.sum then
		out.sum = cell.sum
	else
		-- signed numbers have no kind of their own among the inputs of a form
		out.input = cell.signed and "text" or inputs[cell.type]
	end
	local note, row = note_of(cell), cell.table .. "." .. cell.row
	if note and shown[row] ~= note then
		out.note, shown[row] = note, note
	end
	return out
end

local function sheet_of(form, tab, heading)
	local shown = {}
	return layout.table(tab, { caption = heading, fill = function(id) return input_cell(form, id, shown) end })
end

local function wide(text) return { { text = text, cols = 2, align = "start" } } end

local function field(label, input, value, note)
	local cell = { input = input, align = "start", note = note }
	if type(value) == "number" then cell.value = value else cell.text = value end
	return { { text = label, head = true }, cell }
end

local function years_of(form, language)
	local first, last = form.years[1], form.years[2]
	local zh = last and ("适用年度：%d 至 %d 年度"):format(first, last) or ("适用年度：%d 年度起"):format(first)
	return speak(language, zh, last and ("For the years %d to %d"):format(first, last) or ("For %d and later"):format(first))
end

local kinds = { department = "部门", government = "政府" }

local function about(form, ask)
	local language = ask.language
	local title = form.title
	if type(title) == "string" then title = { zh = title } end
	local basis = form.form.number .. (form.form.basis and "；" .. form.form.basis or "")
	local mark = marks[form.form.mark or "M"]
	local rows = {
		{ { text = speak(language, title.zh, title.en or title.zh), cols = 2, head = true, bold = true } },
		field(speak(language, "机关名称", "Agency"), "text", ask.agency, "写全称，与公章一致。"),
		field(speak(language, "年度", "Year"), "integer", ask.year, "报告的是哪一年的工作。"),
		field(speak(language, "单位类型", "Kind of office"), "text", kinds[ask.kind],
			speak(language, "填“部门”或“政府”。", "部门: department; 政府: government")),
		field(speak(language, "网址", "Website"), "text", nil, "报告电子版从哪里下载。"),
		field(speak(language, "联系方式", "Contact"), "text", nil, "部门和电话，写在引言里。"),
		wide(speak(language, "填写方法：只填黄色的格子；没有发生的填 0，不要留空。总计由公式算出，不用填。",
			"Fill the yellow cells only; write 0 where there was nothing, leave none empty. Totals are formulas.")),
		wide(speak(language, "各行的填写提示和依据在格子的批注里。不要改动行列标题，也不要增删行列。",
			"Hints and sources are in the comments of the cells. Leave headings, rows and columns as they are.")),
		wide(speak(language, "统计期限：当年1月1日至12月31日。", "Period: 1 January to 31 December.")),
		wide(years_of(form, language)),
		wide(speak(language, "格式依据：" .. basis .. "。" .. mark.zh .. "。", "Form: " .. form.form.number .. ", " .. mark.en .. ".")),
	}
	return { kind = "table", sheet = language == "en" and "说明 About" or "说明", widths = { 1, 3 }, rows = rows }
end

local function heading_of(form, tab)
	for _, section in ipairs(form.sections) do
		if section.table == tab.id then return section.heading end
	end
end

local function document(form, ask)
	local blocks = { about(form, ask) }
	for _, tab in ipairs(form.tables) do blocks[#blocks + 1] = sheet_of(form, tab, heading_of(form, tab)) end
	local title = type(form.title) == "table" and form.title.zh or form.title
	return { title = title, language = "zh", author = ask.agency, blocks = blocks }
end

-- ">" before every line, so that guidance stays apart from what is printed
local function quoted(lines, texts)
	for i, text in ipairs(texts or {}) do
		if i > 1 then lines[#lines + 1] = ">" end
		lines[#lines + 1] = "> " .. text
	end
	if texts and texts[1] then lines[#lines + 1] = "" end
end

local function paragraphs(lines, texts)
	for _, text in ipairs(texts or {}) do
		lines[#lines + 1] = text
		lines[#lines + 1] = ""
	end
end

local ordinals = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" }

local function topic_lines(lines, topic, number, kind)
	lines[#lines + 1] = ("## （%s）%s"):format(ordinals[number] or number, topic.title)
	lines[#lines + 1] = ""
	if topic.kind and not kind then
		quoted(lines, { ("只有%s的报告要写这一节，其他的请整节删去。"):format(kinds[topic.kind]) })
	end
	quoted(lines, topic.guide)
	paragraphs(lines, topic.text)
end

local function text(form, ask)
	local lines = {}
	quoted(lines, { "以 > 开头的行是写作提示，不会印出。双花括号里的单元格印出时换成表里的数字，例如 {{"
		.. cells.list(form)[1].id .. "}}。",
		"引言不写就用规定格式的通行写法；要自己写，写在第一个标题之前。" })
	if ask.language == "en" then
		quoted(lines, { "Lines that begin with > are guidance and are not printed. A cell in double braces becomes its figure." })
	end
	for _, section in ipairs(form.sections) do
		if section.text then
			lines[#lines + 1] = "# " .. section.heading
			lines[#lines + 1] = ""
			quoted(lines, section.guide)
			local number = 0
			for _, topic in ipairs(section.topics or {}) do
				if not (topic.kind and ask.kind and topic.kind ~= ask.kind) then
					number = number + 1
					topic_lines(lines, topic, number, ask.kind)
				end
			end
		end
	end
	return table.concat(lines, "\n")
end

function template.run(form, ask)
	local writes = false
	for _, section in ipairs(form.sections) do writes = writes or section.text end
	return { document = document(form, ask), text = writes and text(form, ask) or nil }
end

return template
