#!/usr/bin/env lua5.4
-- reading published reports: figures are found by their labels, whatever the table looks like
local lab = dofile "tests/lib/report.lua"
local ok, is = lab.ok, lab.is
local cells, labels = lab.require "report.cells", lab.require "report.labels"
local dates, value = lab.require "report.dates", lab.require "report.value"
local form = lab.form "foi-2021"

-- labels
is(labels.key "2．危及「三安全一稳定」", labels.key "２、危及“三安全 一稳定”", "width, quotes and style of numbering do not matter")
is(labels.key "（三）不予公开", "不予公开", "numbering in brackets is left out")
is(labels.key "2024年收到", "2024年收到", "a year is no numbering")
is(labels.key "1.5倍", "15倍", "a fraction is no numbering")
is(labels.number "⒊其他", "3", "numbers that are one character are numbering")
is(labels.short "（二）部分公开（区分处理的，只计这一情形）", "部分公开", "explanations in brackets can be left out")
is(labels.key "合 计", "总计", "合计 is 总计")
ok(labels.likeness(labels.key "2.其他法律行政止公开", labels.key "2.其他法律行政法规禁止公开") > 0.8, "lost characters leave labels alike")
ok(labels.likeness("结果维持", "结果纠正") < 0.72, "neighbours are not alike")

-- values
local integer, decimal = cells.get(form, "3.A1/总计"), cells.get(form, "2.行政事业性收费/本年收费金额")
local function reads(cell, text, want, name)
	local got, code = value.read(cell, text)
	is(tostring(got) .. " " .. tostring(code), want, name)
end
reads(integer, "１，２３４", "1234 nil", "full-width digits and commas")
reads(integer, " 12 件 ", "12 nil", "a count with its unit")
reads(integer, "12,34", "nil not-a-number", "commas that group nothing make no number")
reads(integer, "12.0", "12 nil", "a whole number is whole however it is written")
reads(integer, "-3", "-3 nil", "a negative count is kept for the check")
reads(integer, "2.5", "2.5 nil", "so is a fraction")
reads(integer, "3o", "nil not-a-number", "a letter is no digit")
reads(integer, "——", "nil nil", "strokes are an empty cell")
reads(integer, "　", "nil nil", "so are blanks")
reads(integer, "12345678901234567", "nil too-long", "a number too long to be exact is refused")
reads(decimal, "7730.28万元", "7730.28 nil", "the unit that is asked for may stand in the cell")
reads(decimal, "77302800元", "nil unit", "another unit is told")
is(value.read(decimal, "0.3", 0.1 + 0.2), 0.3, "what a workbook added up is rounded to the places that count")
is(value.read(decimal, "0.1234567", 0.1234567), 0.1234567, "more places are kept for the check")
is(select(2, value.read(integer, "1E+18", 1e18)), "too-long", "a number of a workbook that is too large")
reads({ type = "yesno" }, "☑是 □否", "true nil", "boxes are read")
reads({ type = "yesno" }, "否", "false nil", "no is no")

-- dates and numbers of documents
is(dates.first "发布日期：2025年1月20日", "2025-01-20", "a Chinese date")
is(select(1, dates.year "三门峡市二〇二四年政府信息公开工作年度报告"), 2024, "a year in Chinese figures")
is(table.concat(dates.numbers "根据《条例》和国办公开办函[2021]30号、《通知》（国办发〔2019〕60号）要求", " "),
	"国办公开办函〔2021〕30号 国办发〔2019〕60号", "document numbers, with the standard's brackets")

local function paragraph(text) return { kind = "paragraph", text = text } end

-- a full report, every figure another one
local f = { form = form.id, year = 2024, agency = "云澜市文化和旅游局", cells = {}, texts = {
	["1"] = { { kind = "paragraph", text = "全年工作情况。" } }, ["5"] = { { kind = "paragraph", text = "存在问题。" } },
	["6"] = { { kind = "paragraph", text = "本年度没有收取信息处理费。" } } } }
for i, cell in ipairs(cells.list(form)) do f.cells[cell.id] = 1000 + i end
f.cells["2.行政事业性收费/本年收费金额"] = 7730.28

local function document(...)
	return { blocks = { ... } }
end

-- How many cells came back as they were; what did not, in words.
local function compare(got, want, tab)
	local same, wrong = 0, {}
	for _, cell in ipairs(cells.list(form)) do
		local v = want[cell.id]
		if got.cells[cell.id] == v then
			if v ~= nil then same = same + 1 end
		elseif not tab or cell.table == tab then
			wrong[#wrong + 1] = ("%s: %s, not %s"):format(cell.id, tostring(got.cells[cell.id]), tostring(v))
		end
	end
	return same, table.concat(wrong, "\n", 1, math.min(5, #wrong)), #wrong
end

local function all_back(doc, name, tab)
	local got = form.read { document = doc, outside = true }
	local _, text, wrong = compare(got, f.cells, tab)
	ok(wrong == 0 and #got.problems == 0, name, text .. "\n" .. (got.problems[1] and got.problems[1].code .. (got.problems[1].text or got.problems[1].want) or ""))
	return got
end

local rendered = form.render { report = f, language = "zh", facts = { site = "www.example.gov.cn", contact = "办公室" } }
local back = all_back(rendered, "the form as it is printed")
is(back.year, 2024, "the year comes from the title")
is(back.agency, "云澜市文化和旅游局", "so does the agency")
is(table.concat(back.headings, " "), "一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况 "
	.. "四、政府信息公开行政复议、行政诉讼情况 五、存在的主要问题及改进情况 六、其他需要报告的事项", "the headings, in their order")
is(labels.text(back.texts["5"][1].text), "存在问题。", "the text of a section")
is(back.form_numbers[1], "国办公开办函〔2021〕30号", "the form it names")
ok(back.at["3.A1/自然人"] ~= nil, "it is known where a figure stood")

-- tables printed in other ways; rows and columns are those of the declaration, in any order
local function last(path) return path[#path] end

local function plain_table(tab, part, rows, columns, extra)
	local depth, height, list = 0, 0, {}
	for _, row in ipairs(rows) do depth = math.max(depth, #row.label) end
	for _, column in ipairs(columns) do height = math.max(height, #column.label) end
	for h = 1, height do
		local line = extra and { "序号" } or {}
		for _ = 1, depth do line[#line + 1] = part.corner or "项目" end
		for _, column in ipairs(columns) do line[#line + 1] = column.label[h] or last(column.label) end
		if extra then line[#line + 1] = "备注" end
		list[h] = line
	end
	for i, row in ipairs(rows) do
		local line = extra and { tostring(i) } or {}
		for d = 1, depth do line[#line + 1] = row.label[d] or last(row.label) end
		for _, column in ipairs(columns) do line[#line + 1] = tostring(f.cells[("%s.%s/%s"):format(tab.id, row.id, column.id)]) end
		if extra then line[#line + 1] = i % 2 == 0 and "无" or "" end
		list[#list + 1] = line
	end
	return { kind = "table", rows = list }
end

local function reversed(list)
	local out = {}
	for i = #list, 1, -1 do out[#out + 1] = list[i] end
	return out
end

local t2, t3, t4 = form.tables[1], form.tables[2], form.tables[3]
local p3 = t3.parts[1]
all_back(document(plain_table(t3, p3, reversed(p3.rows), p3.columns)), "rows in another order", "3")
all_back(document(plain_table(t3, p3, p3.rows, reversed(p3.columns))), "columns in another order", "3")
all_back(document(plain_table(t3, p3, p3.rows, p3.columns, true)), "columns that the form has not, before and after", "3")
all_back(document(plain_table(t4, t4.parts[1], t4.parts[1].rows, t4.parts[1].columns)), "table 4 as three rows", "4")
local four = {}
for i, part in ipairs(t2.parts) do four[i] = plain_table(t2, part, part.rows, part.columns) end
all_back(document(table.unpack(four)), "table 2 as four tables", "2")

local function transposed(block)
	local rows = {}
	for r, line in ipairs(block.rows) do
		for c, text in ipairs(line) do
			rows[c] = rows[c] or {}
			rows[c][r] = text
		end
	end
	return { kind = "table", rows = rows }
end
all_back(document(transposed(plain_table(t3, p3, p3.rows, p3.columns))), "rows and columns exchanged", "3")

local whole = plain_table(t3, p3, p3.rows, p3.columns)
local function piece(from, to) return { kind = "table", rows = table.move(whole.rows, from, to, 1, {}) } end
all_back(document(piece(1, 12), { kind = "break" }, piece(13, #whole.rows)), "a table that goes on without its headers", "3")
all_back(document(piece(1, 3), piece(4, #whole.rows)), "headers in a table of their own", "3")

local stacked = { kind = "table", rows = { {}, {} } }
for _, row in ipairs(t4.parts[1].rows) do
	for _, column in ipairs(t4.parts[1].columns) do
		table.insert(stacked.rows[1], table.concat(row.label, " / ") .. " / " .. column.label[1])
		table.insert(stacked.rows[2], f.cells[("4.%s/%s"):format(row.id, column.id)])
	end
end
all_back(document(stacked), "headers in one line, as Markdown has them", "4")

-- a heading that reaches one line too far, as pages have it: the last line stands one place to the right
local pushed = { kind = "table", rows = table.move(whole.rows, 1, 3, 1, {}) }
for i, row in ipairs(p3.rows) do
	local line = {}
	if i == 3 then line[1] = { text = row.label[1], rows = #p3.rows - 2 } end
	if #row.label == 1 then
		line[#line + 1] = { text = row.label[1], cols = 3 }
	elseif #row.label == 2 then
		line[#line + 1] = { text = row.label[2], cols = 2 }
	else
		line[#line + 1], line[#line + 2] = row.label[2], row.label[3]
	end
	for _, column in ipairs(p3.columns) do line[#line + 1] = f.cells[("3.%s/%s"):format(row.id, column.id)] end
	pushed.rows[3 + i] = line
end
all_back(document(pushed), "a line that is pushed to the right", "3")

-- a table cut by the end of a page: what goes on has neither headers nor the heading at its left
local above, below = { kind = "table", rows = {} }, { kind = "table", rows = {} }
for i, row in ipairs(pushed.rows) do
	local cut = i > 3 + 14 and below or above
	table.insert(cut.rows, row)
end
pushed.rows[6][1].rows = 12
all_back(document(above, paragraph "— 5 —", below), "a table that goes on after the page", "3")
table.insert(above.rows, 4, {})
table.insert(above.rows, {})
all_back(document(above, below), "lines without a cell", "3")

-- changed words
local function changed(block, change)
	local rows = {}
	for r, line in ipairs(block.rows) do
		rows[r] = {}
		for c, text in ipairs(line) do rows[r][c] = change(text, r, c) or text end
	end
	return { kind = "table", rows = rows }
end
all_back(document(changed(whole, function(text) return text == "总计" and "合  计" or nil end)), "合计 for 总计", "3")
all_back(document(changed(whole, function(text)
	return (text:gsub("（", "("):gsub("）", ")"):gsub("^(%d)%.", "%1、"):gsub("“", "「"):gsub("”", "」"))
end)), "other brackets, quotes and numbering", "3")
all_back(document(changed(whole, function(text)
	return text:find "^%d+$" and text:gsub("%d", function(d) return utf8.char(0xFF10 + tonumber(d)) end):gsub("^(...)", "%1，") .. " 件" or nil
end)), "full-width grouped numbers with a unit", "3")

local misprint = form.read { outside = true,
	document = document(changed(whole, function(text) return text == "2.其他法律行政法规禁止公开" and "2.其他法律行政止公开" or nil end)) }
local _, text, wrong = compare(misprint, f.cells, "3")
is(wrong, 0, "a misprinted label still finds its row")
is(misprint.problems[1] and misprint.problems[1].code .. " " .. misprint.problems[1].text .. " " .. misprint.problems[1].want,
	"label 2.其他法律行政止公开 2.其他法律行政法规禁止公开", "and the misprint is told: " .. text)
is(#misprint.problems, 1, "and nothing else is")

local undivided = form.read { outside = true, document = document({ kind = "table", rows = (function()
	local rows = table.move(whole.rows, 1, #whole.rows, 1, {})
	local kept = {}
	for _, line in ipairs(rows) do
		if line[2] ~= "（六）其他处理" then
			kept[#kept + 1] = line
		elseif line[3] == "3.其他" then
			local copy = table.move(line, 1, #line, 1, {})
			copy[3] = "（六）其他处理"
			kept[#kept + 1] = copy
		end
	end
	return kept
end)() }) }
is(#undivided.problems == 1 and undivided.problems[1].code, "undivided", "a heading with figures where the form has rows is told once")
is(undivided.cells["3.R6.3/总计"], nil, "and its figures are nobody's")

local odd = form.read { document = document(changed(whole, function(t, r, c)
	if r == 4 and c == 4 then return "未统计" end
	if r == 5 and c == 4 then return "/" end
	if r == 6 and c == 4 then return "" end
	if r == 7 and c == 4 then return "-5" end
	return t
end)) }
is(odd.problems[1].cell .. " " .. odd.problems[1].code .. " " .. odd.problems[1].at, "3.A1/自然人 not-a-number 表1!D4", "text for a number is told with its place")
is(odd.cells["3.A2/自然人"], nil, "a stroke is no figure")
is(odd.cells["3.R1/自然人"], nil, "neither is a blank")
is(odd.cells["3.R2/自然人"], -5, "a negative figure is read")
is(#odd.problems, 1, "none of these but the text is a problem")

local less = form.read { document = { blocks = { { kind = "table", rows = table.move(whole.rows, 1, #whole.rows - 1, 1, {}) } } } }
is(less.problems[1].code .. " " .. less.problems[1].want, "missing-row 四、结转下年度继续办理", "a row that is not there is told")

local hollow = form.read { document = document(changed(whole, function(t, r, c)
	if t == "5.属于三类内部事务信息" then return "5.属于三类内容事务信息" end
	return r > 3 and c > 3 and "" or t
end)) }
is(#hollow.problems == 1 and hollow.problems[1].code .. hollow.problems[1].want, "label5.属于三类内部事务信息",
	"a row under another label is there though it is empty")

-- tables of others do not matter
local foreign = form.read { document = document({ kind = "table", rows = { { "项目", "总计" }, { "总计", 5 }, { "行政许可", "12" } } }) }
is(next(foreign.cells), nil, "a table with a few of the form's words gives no figures")

-- text
local page = document({ kind = "paragraph", text = "发布日期：2025-01-20 来源：办公室" }, { kind = "heading", level = 1, text = "样例市人民政府" },
	{ kind = "heading", level = 1, text = "2024年政府信息公开工作年度报告" }, { kind = "paragraph", text = "一、总体情况 ........ 1" },
	{ kind = "paragraph", text = "本报告按国办公开办函〔2019〕60号编制。" }, { kind = "paragraph", text = "1．总体情况很好。" },
	{ kind = "paragraph", text = "一、总体情况" }, { kind = "paragraph", text = "收到申请3件。" }, { kind = "list", ordered = true, items = { "存在的主要问题及改进情况" } },
	{ kind = "paragraph", text = "问题。" }, { kind = "paragraph", text = "六、其它需要报告事项" }, { kind = "list", items = { "甲", "乙" } },
	{ kind = "paragraph", text = "七、附件" }, { kind = "paragraph", text = "附件一" })
local g = form.read { document = page, outside = true }
is(g.agency .. g.year .. g.published .. g.kind, "样例市人民政府20242025-01-20government", "a title of two lines, the date of publication")
is(labels.text(g.texts["1"][1].text), "收到申请3件。", "a paragraph can be a heading")
is(labels.text(g.texts["5"][1].text), "问题。", "so can the line that Word numbers")
is(#g.texts["6"], 1, "what follows another heading is no longer the section's")
is(table.concat(g.headings, " "), "一、总体情况 存在的主要问题及改进情况 六、其它需要报告事项 七、附件", "headings as they are printed, without the contents")
is(#g.texts["0"], 2, "the preamble")
local first = form.read { document = document({ kind = "title", text = "2024年度云澜市文旅局政府信息公开工作年度报告" }) }
is(first.agency .. first.year, "云澜市文旅局2024", "a title that begins with the year")
local function titled(...)
	local t = form.read { document = document(...) }
	return ("%s %s"):format(t.year, t.agency)
end
is(titled({ kind = "title", text = "云澜市文旅局\n政府信息公开工作2024年度报告" }), "2024 云澜市文旅局", "a year among the words of the title")
is(titled(paragraph "首页 > 政府信息公开", { kind = "title", text = "2024年度政府信息公开工作年度报告" }), "2024 nil",
	"the path of a page is not the name of an agency")
is(titled(paragraph "云澜市文旅局", { kind = "title", text = "2024年政府信息公开工作年度报告" }), "2024 云澜市文旅局", "a name over the title is")
is(titled({ kind = "title", text = "关于2024年度政府信息公开情况的报告" }), "2024 nil", "a heading that is roughly the title tells the year")
is(titled({ kind = "title", text = "关于2024年度财政预算执行情况的报告" }), "nil nil", "that of another report does not")
is(titled(paragraph "本报告数据的统计期限自2024年1月1日起，至2024年12月31日止。"), "2024 nil", "nor is a title needed where the period is told")

-- JSON and merging
local json = form.export { report = f }.json
local again = form.read { json = json }
local _, why, lost = compare(again, f.cells)
is(lost, 0, "what was exported is read: " .. why)
ok(again.outside and not form.read { json = json, outside = false }.outside, "JSON is of somebody else unless told")
local function taken(v)
	json.table3.new.natural = v
	local got = form.read { json = json }
	return ("%s %s"):format(got.cells["3.A1/自然人"], got.problems[1] and got.problems[1].code .. " " .. got.problems[1].text or "")
end
is(taken(lab.null), "nil ", "null is absent")
is(taken(true), "nil not-a-number true", "a count is neither true nor false")
is(taken { 1 }, "nil not-a-number […]", "nor a list")
is(taken(1e300), "nil too-long 1e+300", "a number too large to be exact is refused")
is(taken "０１２", "12 ", "a number in full-width letters")
is(taken(5.0), "5 ", "a whole number is one however JSON has it")
is(taken(0), "0 ", "nothing to tell of")
local function words_of(key, v)
	local copy = { agency = "某局", year = 2024, [key] = v }
	local got = form.read { json = copy }
	return ("%s %s"):format(got[key], got.problems[1] and got.problems[1].code or "")
end
is(words_of("published", "2025年1月5日"), "2025-01-05 ", "a date of publication in other words")
is(words_of("published", "昨天"), "nil not-a-date", "what is none is told")
is(words_of("kind", "政府"), "government ", "the kind of office")
is(words_of("kind", "goverment"), "nil not-a-kind", "a kind that is not known is told")
local both = form.merge { reports = { { year = 2024, cells = { ["3.A1/总计"] = 5 }, at = { ["3.A1/总计"] = "三!J4" } },
	{ year = 2024, agency = "某局", cells = { ["3.A1/总计"] = 6, ["3.A2/总计"] = 1 }, texts = { ["1"] = {} } } } }
is(both.cells["3.A1/总计"], 6, "what comes later wins")
is(both.problems[1].code .. both.problems[1].text .. both.problems[1].at, "conflict5三!J4", "and the conflict is told")
ok(both.agency == "某局" and both.texts["1"], "text and figures come together")

-- an empty form, filled
local template = form.template { year = 2024, agency = "云澜市文化和旅游局", kind = "department", language = "en" }.document
for _, block in ipairs(template.blocks) do
	for _, line in ipairs(block.rows or {}) do
		for _, cell in ipairs(line) do
			if type(cell) == "table" and cell.id then cell.value = f.cells[cell.id] end
		end
	end
end
local filled = all_back(template, "the form to fill")
is(filled.agency .. filled.year .. tostring(filled.kind), "云澜市文化和旅游局2024department", "its first sheet says whose and when")


-- a workbook: the names of its sheets are no headings of the report
local sheet = { kind = "table", rows = { { { text = "x", at = "一、总况!A1" } } } }
local book = form.read { outside = true, document = document({ kind = "heading", level = 1, text = "一、总况" }, sheet) }
is(book.headings, nil, "a workbook has no headings to check")
is(book.texts["0"], nil, "what somebody remarked on a sheet of its own is no preamble")
local titled = form.read { document = document({ kind = "table", rows = { { { text = "云澜市文化和旅游局2025年政府信息公开工作年度报告", at = "报告!A1" } },
	{ { text = "　　引言。", at = "报告!A2" } } } }, sheet) }
is(titled.texts["0"] and titled.texts["0"][1].text, "引言。", "what stands under the title is, without the blanks it is indented by")
is(#form.read { outside = true, document = document({ kind = "paragraph", text = "没有标题。" }) }.headings, 0, "a page without any has none")


-- a form may number its sections as it likes
local arabic = lab.report(lab.extend(form, { id = "arabic", sections = { { id = "5", heading = "5. 问题" } } }))
local numbered = arabic.read { text = document({ kind = "heading", level = 1, text = "5. 问题" }, { kind = "paragraph", text = "没有。" },
	{ kind = "paragraph", text = "1. 其他" }) }
is(numbered.texts["5"] and #numbered.texts["5"], 2, "a heading numbered 5. is one where the form has it so, and 1. in its text is none")

-- the other forms, with everything in them
for _, id in ipairs { "foi-2019", "website" } do
	local other = lab.form(id)
	local g2 = { form = id, year = other.years[1], agency = "云澜市文化和旅游局", cells = {}, texts = {} }
	for i, cell in ipairs(cells.list(other)) do
		g2.cells[cell.id] = cell.type == "text" and "文字" .. i or cell.type == "yesno" and i % 2 == 0 or cell.type ~= "yesno" and 100 + i
	end
	local got = other.read { document = other.render { report = g2, draft = true, language = "zh" }, outside = true }
	local lost_cells = {}
	for _, cell in ipairs(cells.list(other)) do
		if got.cells[cell.id] ~= g2.cells[cell.id] then
			lost_cells[#lost_cells + 1] = ("%s: %s, not %s"):format(cell.id, tostring(got.cells[cell.id]), tostring(g2.cells[cell.id]))
		end
	end
	is(table.concat(lost_cells, "\n"), "", id .. ": all that is printed is read")
	is(#got.problems, 0, id .. ": without a problem")
end

-- hostile input ends soon
local huge = {}
for r = 1, 4000 do huge[r] = { "总计", "", "（六）其他处理", "自然人", "3.其他", "x" .. r, 1, "2.其他法律行政止公" } end
local started = os.clock()
form.read { document = document({ kind = "table", rows = huge }, { kind = "table", rows = huge }) }
ok(os.clock() - started < 5, "thousands of rows of labels take no quadratic time: " .. os.clock() - started)

lab.finish()
