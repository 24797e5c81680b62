#!/usr/bin/env lua5.4
-- the engine of reports: cells and their names, tables as documents, sentences with figures, templates, export
local lab = dofile "tests/lib/report.lua"
local ok, is, fails = lab.ok, lab.is, lab.fails
local cells, narrative = lab.require "report.cells", lab.require "report.narrative"
local form = lab.form "foi-2021"

-- names of cells
local function named(written, id, name)
	local cell, why = cells.find(form, written)
	is(cell and cell.id or why, id, name)
end
named("3.A1/总计", "3.A1/总计", "a canonical id is itself")
named("3.一/总计", "3.A1/总计", "a row goes by its printed number")
named("3. 三．４.1／自然人", "3.R4.1/自然人", "full-width signs and blanks do not matter")
named("2.行政许可", "2.行政许可/本年处理决定数量", "a single column may be left out")
named("2.规范性文件/现行有效件数", "2.行政规范性文件/现行有效件数", "another spelling of a row is known")
named("3.3.其他/其他", "3.R6.3/其他", "a row goes by its last label")
named("2.规章", "row '规章' has several columns: 本年制发件数 本年废止件数 现行有效件数", "a column that is needed is asked for")
ok(not cells.find(form, "9.x") and select(2, cells.find(form, "9.x")):find("the tables are: 2 3 4", 1, true),
	"a table that is not there: the tables are named")
ok(select(2, cells.find(form, "3.三.9/总计")):find("there are: 一 二", 1, true), "a row that is not there: the rows are named")
local foi19 = lab.form "foi-2019"
is(cells.find(foi19, "2.行政许可/本年增/减").id, "2.行政许可/本年增减", "a label with a slash in it is found")

-- sums, both ways
local total = cells.get(form, "3.R7/总计")
is(#total.across, 6, "a column's sum adds up cells of the row")
is(#total.down, 21, "a row's sum adds up cells of the column")
is(table.concat(cells.get(form, "3.R4.1/自然人").sums, " "), "3.R4.1/总计 3.R7/自然人", "a cell knows the sums it goes into")
is(#cells.get(foi19, "3.R7/总计").down, 19, "the form of 2019 has 19 rows of results")
ok(not cells.total({ cells = { ["3.A1/自然人"] = 1 } }, cells.get(form, "3.A1/总计").sum, total),
	"no sum is made of cells that are missing")

-- a full report: gold figures, with the rest filled by a pattern
local f = { form = "foi-2021", year = 2025, agency = "样例市人民政府", cells = {}, texts = {} }
local gold = lab.fixtures and io.open(lab.fixtures .. "/../data/annual-report-gold.csv")
if gold then
	local columns = {}
	for name in gold:read("l"):gmatch "[^,]+" do columns[#columns + 1] = name end
	for line in gold:lines() do
		local row, at = line:match "^[^,]+", 1
		for n in line:sub(#row + 2):gmatch "[^,]+" do
			at = at + 1
			f.cells["3." .. row .. "/" .. columns[at]] = math.tointeger(n)
		end
	end
	gold:close()
end
local n = 0
for _, cell in ipairs(cells.list(form)) do
	n = n + 1
	if f.cells[cell.id] == nil and not cell.sum then f.cells[cell.id] = n end
end
for _, way in ipairs { "down", "across" } do
	for _, cell in ipairs(cells.list(form)) do
		if cell[way] and (way == "across" or not cell.across) then
			local sum = cells.total(f, cell[way], cell)
			if f.cells[cell.id] == nil then f.cells[cell.id] = sum end
			if f.cells[cell.id] ~= sum then print(("# %s: %s, the sum is %s"):format(cell.id, f.cells[cell.id], sum)) end
		end
	end
end
f.cells["2.行政事业性收费/本年收费金额"] = 316441.25
if gold then
	is(f.cells["3.A1/总计"], 14069, "the gold figures are read")
	local wrong = 0
	for _, cell in ipairs(cells.list(form)) do
		for _, way in ipairs { "across", "down" } do
			if cell[way] and cells.total(f, cell[way], cell) ~= f.cells[cell.id] then wrong = wrong + 1 end
		end
	end
	is(wrong, 0, "the gold figures add up, both ways")
else
	ok(true, "the gold figures are read # SKIP GOVPUB_FIXTURES is not set")
	ok(true, "the gold figures add up, both ways # SKIP GOVPUB_FIXTURES is not set")
end

-- sentences
local function bound(text, more)
	local context = { form = form, report = f, section = "1", facts = { site = "www.example.gov.cn" } }
	for key, value in pairs(more or {}) do context[key] = value end
	return narrative.fill(text, context)
end
local a1 = cells.digits(f.cells["3.A1/总计"])
is(bound "收到{{3.一/总计}}件，收费{{2.行政事业性收费}}万元", "收到" .. a1 .. "件，收费316441.25万元",
	"figures are put into sentences, as many digits as they have")
is(bound "{{机关名称}}{{ 年度 }}年，{{site}}", "样例市人民政府2025年，www.example.gov.cn", "facts of the office are put in")
local runs = bound { "收到", { text = "{{3.一", bold = true }, "/总", "计}}件", { text = "完", href = "https://e.cn/" } }
is(narrative.plain(runs), "收到" .. a1 .. "件完", "a binding may reach over several runs")
ok(runs[2].bold and runs[2].text == a1 and runs[4].href == "https://e.cn/", "what replaces it looks as its beginning did")
is(narrative.plain(bound { "{{3.一/总计}}{{3.一/总计}}", "和{{3.一/总计}}" }), a1 .. a1 .. "和" .. a1, "bindings may touch")
fails(function() bound "{{3.九/总计}}" end, "“一、总体情况”里的 {{3.九/总计}} 不是本报告的单元格：表 3 没有“九”这一行", "an unknown cell is an error")
fails(function() bound("{{3.九/总计}}", { language = "en" }) end, "section 一、总体情况: {{3.九/总计}} is no cell", "also in English")
fails(function() bound "共{{3.一/总计件" end, "没有对应的 }}", "an open brace is an error")
fails(function() bound "共{{3.一/总计}件，结转{{3.二/总计}}件" end, "{{3.一/总计}件", "so is one that another binding follows")
local gaps = {}
bound("{{3.九/总计}}{{3.一/总计}和{{联系方式}}", { gaps = gaps })
is(#gaps, 3, "looked for, all of them are found at once")
fails(function() bound "{{联系方式}}" end, "但没有给出", "a fact that was not given is an error")
is(bound("{{联系方式}}{{3.九/总计}}", { draft = true }), "【待填：联系方式】【待填：3.九/总计】", "in a draft it stays visible")
local empty = { cells = {} }
fails(function() bound("{{3.一/总计}}", { report = empty }) end, "{{3.一/总计}}，但这一格还没有数据", "an empty cell is an error and named")

-- the rendered report
local function paragraph(text) return { kind = "paragraph", text = text } end
f.texts = {
	["1"] = { { kind = "note", text = "写作提示{{没有这一格}}" }, { kind = "heading", level = 1, text = "（一）主动公开" },
		paragraph "收到政府信息公开申请{{3.一/总计}}件。" },
	["5"] = { paragraph "问题。" }, ["6"] = { paragraph "本年度没有收取信息处理费。" },
}
local facts = { site = "www.example.gov.cn", contact = "办公室，电话 000" }
local document = form.render { report = f, facts = facts, footer = "页脚" }
is(document.title, "样例市人民政府2025年政府信息公开工作年度报告", "the title names office and year")
ok(document.language == "zh" and document.author == f.agency and document.footer == "页脚" and not document.draft,
	"language, author and footer are set")
local headings, tables, all = {}, {}, {}
for _, block in ipairs(document.blocks) do
	if block.kind == "heading" and block.level == 1 then headings[#headings + 1] = block.text end
	if block.kind == "table" then tables[block.id] = block end
	all[#all + 1] = narrative.plain(block.text)
end
all = table.concat(all, "\n")
is(table.concat(headings, " "), "一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况 "
	.. "四、政府信息公开行政复议、行政诉讼情况 五、存在的主要问题及改进情况 六、其他需要报告的事项", "six headings in order")
ok(all:find("自2025年1月1日起，至2025年12月31日止", 1, true) and all:find("www.example.gov.cn", 1, true)
	and all:find("国办公开办函〔2021〕30号", 1, true), "the preamble names basis, period and where to download")
ok(not all:find("写作提示", 1, true), "guidance is not printed")
ok(all:find("申请" .. a1 .. "件", 1, true), "the office's sentences carry the figures")

-- a table as HTML would lay it out: at[row][column] = the cell there
local function grid(tab)
	local at, holes = {}, 0
	for i = 1, #tab.rows do at[i] = at[i] or {} end
	for i, row in ipairs(tab.rows) do
		local column = 1
		for _, cell in ipairs(row) do
			while at[i][column] do column = column + 1 end
			for r = i, i + (cell.rows or 1) - 1 do
				for c = column, column + (cell.cols or 1) - 1 do
					if not at[r] or at[r][c] then return nil, "overlap at " .. r .. "," .. c end
					at[r][c] = cell
				end
			end
		end
	end
	for _, row in ipairs(at) do
		for c = 1, #tab.widths do holes = holes + (row[c] and 0 or 1) end
		if row[#tab.widths + 1] then return nil, "too wide" end
	end
	return holes == 0 and at, holes .. " holes"
end
for _, id in ipairs { "2", "3", "4" } do
	local at, why = grid(tables[id])
	ok(at, "table " .. id .. " fills its grid without holes", why)
end
local third = grid(tables["3"])
ok(#third == 28 and #tables["3"].widths == 10 and tables["3"].head == 3, "table 3 has 3 rows of headings over 25")
ok(third[1][1] == third[3][3] and third[1][1].text:find("勾稽关系", 1, true), "its corner covers 3 by 3")
ok(third[1][4] == third[1][10] and third[2][5] == third[2][9] and third[2][4] == third[3][4] and third[3][7].text == "社会公益组织",
	"its headings are merged as printed")
ok(third[4][1] == third[4][3] and third[6][1] == third[27][1] and third[6][2] == third[6][3] and third[8][2] == third[15][2],
	"its labels are merged as printed")
local second = grid(tables["2"])
ok(second[1][1] == second[1][4] and second[6][2] == second[6][4] and second[6][2].text == "本年处理决定数量",
	"in table 2 every part has its title, and its last column reaches to the edge")
local fourth = grid(tables["4"])
ok(fourth[1][1] == fourth[2][5] and fourth[1][6] == fourth[1][15] and fourth[2][6] == fourth[2][10] and #fourth == 4,
	"table 4 puts its rows side by side")

-- everything is found again
local function values_in(blocks)
	local found, sums = {}, 0
	for _, block in ipairs(blocks) do
		for _, row in ipairs(block.rows or {}) do
			for _, cell in ipairs(row) do
				if cell.id then found[cell.id] = cell.value end
				if cell.sum then sums = sums + 1 end
			end
		end
	end
	return found, sums
end
local function same(found)
	for _, cell in ipairs(cells.list(form)) do
		if found[cell.id] ~= f.cells[cell.id] then return false, cell.id .. ": " .. tostring(found[cell.id]) end
	end
	return true
end
local found, sums = values_in(document.blocks)
ok(same(found), "every figure stands in the document under its id", select(2, same(found)))
local expected = 0
for _, cell in ipairs(cells.list(form)) do expected = expected + (cell.sum and 1 or 0) end
is(sums, expected, "every total carries its sum")
local right = f.cells["3.A1/总计"]
f.cells["3.A1/总计"] = right + 1
found, sums = values_in(form.render({ report = f, facts = facts }).blocks)
ok(found["3.A1/总计"] == right + 1 and sums == expected - 1, "a wrong total is printed as it is, without a sum")
f.cells["3.A1/总计"] = right

local data = form.export { report = f, facts = facts }
local from_json, from_rows = {}, {}
for _, cell in ipairs(cells.list(form)) do
	local value = data.json
	for _, key in ipairs(cell.json) do value = value[key] end
	from_json[cell.id] = value
end
ok(same(from_json), "the JSON holds the same figures", select(2, same(from_json)))
ok(data.json.table2.rules[1] == f.cells["2.规章/本年制发件数"] and data.json.table2.fee_wan == 316441.25
	and data.json.table3.new.natural == f.cells["3.A1/自然人"], "in the shape that others use")
ok(data.json.sections["1"]:find("申请" .. a1 .. "件", 1, true) and not data.json.sections["1"]:find("提示", 1, true),
	"and the sections as plain text")
for i = 2, #data.rows do from_rows[data.rows[i][1]] = data.rows[i][5] end
ok(data.rows[1][1] == "单元格" and same(from_rows), "the rows hold the same figures")
local one = { cells = { ["2.规章/现行有效件数"] = 3 } }
ok(form.export({ report = one }).json.table2.rules[1] == lab.null and #form.export({ report = one }).rows == 2,
	"what is missing is null in JSON and no row")

ok(not form.export({ report = one, empty = true }).json.sections, "a form to fill has no sections in JSON")

-- drafts and what is missing
fails(function() form.render { report = { agency = "甲", year = 2025, cells = {} }, facts = facts } end, "一、总体情况",
	"a section without text is an error")
fails(function() form.render { report = { year = 2025, cells = {} } } end, "机关名称", "a report without a name is an error")
local draft = form.render { report = { cells = {} }, draft = true }
ok(draft.draft and draft.title:find("【待填：机关名称】", 1, true), "a draft says what is missing")
local status = form.status {}
ok(status.cells == 200 and status.filled == 0 and #status.missing == 200, "of an empty report everything is missing")
status = form.status { report = f }
ok(status.filled == 200 and not status.missing[1], "of a full one nothing")
local kept = f.cells["3.R3.1/自然人"]
f.cells["3.R3.1/自然人"] = nil
is(form.status { report = f }.named[1], "（三）不予公开 1.属于国家秘密，自然人", "what is missing is named in words")
f.cells["3.R3.1/自然人"] = kept
is(select(2, cells.find(form, "3.九/总计", "zh")):find("表 3 没有“九”这一行", 1, true), 1, "that there is no such cell is said in Chinese")
for _, name in ipairs { "9.x", "3.A1", "3.A1/九", ("九"):rep(200), "3." .. ("九"):rep(20) } do
	ok(not select(2, cells.find(form, name, "zh")):gsub("A%d", ""):gsub("R%d", ""):gsub("TABLE", "x"):find "%l%l", "with no English in it: " .. name:sub(1, 12))
end
local sums = {}
for _, cell in ipairs(cells.list(form)) do if cell.sum then sums[cell.id] = 0 end end
is(form.status({ report = { cells = sums } }).filled, 0, "a workbook with nothing but its sums is empty")
local texts = {}
for _, section in ipairs(form.status({ report = one }).sections) do
	texts[#texts + 1] = section.id .. (section.empty and " empty" or "")
end
is(table.concat(texts, ", "), "0, 1 empty, 5 empty, 6 empty", "sections to be written are listed")
local told = form.cell { report = f, cell = "3.三.1/总计" }
ok(told.value == f.cells["3.R1/总计"] and #told.sum == 6 and told.basis:find "条例"
	and told.label == "三、本年度办理结果 / （一）予以公开 · 申请人情况 / 总计", "a cell tells what is known of it")
ok(not form.cell({ cell = "3.A1/自然人" }).sum, "a cell that is counted has no sum")
ok(form.cell { cell = "3.九", language = "zh" }.unknown:find("没有这个单元格", 1, true), "a cell that is not there is told so")
is(table.concat(form.cell { cell = "3.R3.1/总计" }.sums_called, " "), "3.三.7/总计", "cells are called as people write them")

-- the form to fill
local template = form.template { year = 2025, agency = "某局", language = "zh" }
local sheets, input, notes, totals = {}, 0, 0, 0
for _, block in ipairs(template.document.blocks) do
	sheets[#sheets + 1] = block.sheet
	ok(grid(block), "sheet " .. block.sheet .. " fills its grid")
	for _, row in ipairs(block.rows) do
		for _, cell in ipairs(row) do
			if cell.id and cell.input then input = input + 1 end
			if cell.sum then totals = totals + 1 end
			if cell.note then notes = notes + 1 end
		end
	end
end
is(table.concat(sheets, " "), "说明 二、主动公开 三、依申请公开 四、复议诉讼", "a sheet for each table, and one that explains")
is(totals, expected, "totals are formulas")
is(input, 200 - expected, "everything else is to be filled")
ok(notes > 20, "hints stand in notes")
ok(template.text:find("# 一、总体情况", 1, true) and template.text:find("收到政府信息公开申请{{3.一/总计}}件", 1, true)
	and template.text:find("工作考核", 1, true), "the text has headings, topics and bindings")
ok(not form.template({ kind = "department" }).text:find("工作考核", 1, true), "a department is not asked for what governments write")
local english = form.template { language = "en" }
ok(english.document.blocks[1].rows[2][1].text == "机关名称\nAgency" and english.text:find("guidance", 1, true),
	"in English the explanations come with a second line")
local open = {}
for line in template.text:gmatch "[^\n]+" do
	if line:sub(1, 1) ~= ">" then
		for name in line:gmatch "{{(.-)}}" do
			if not cells.find(form, name) then open[#open + 1] = name end
		end
	end
end
is(table.concat(open, " "), "", "every binding of the template names a cell")
for name in foi19.template({}).text:gmatch "{{(.-)}}" do
	if not cells.find(foi19, name) then open[#open + 1] = name end
end
is(table.concat(open, " "), "", "also in the form of 2019")
is(cells.get(foi19, "2.行政许可/本年增减").signed, true, "what grew or shrank may be negative")

-- what the engine writes, the engine reads
local again = form.read { document = document, outside = true }
ok(same(again.cells) and again.year == 2025 and again.agency == f.agency and not again.problems[1],
	"a rendered report is read as the same figures", select(2, same(again.cells)))
is(#again.headings, 6, "with its six headings")
again = form.read { json = data.json }
ok(same(again.cells), "so is its JSON", select(2, same(again.cells)))

-- a form as a clerk fills it: figures from `value`, words into the sheet 说明
local function fill(document_to_fill, words)
	local counted = 0
	for _, block in ipairs(document_to_fill.blocks) do
		for _, row in ipairs(block.rows) do
			local word = words[row[1].text]
			if word then row[2].text = word end
			for _, cell in ipairs(row) do
				if cell.id then
					counted = counted + 1
					cell.value = counted
				end
			end
		end
	end
	return document_to_fill
end
for _, each in ipairs { form, foi19 } do
	local filled = each.read { document = fill(each.template({ year = each.years[1], agency = "某局" }).document,
		{ ["单位类型"] = "政府", ["网址"] = "www.example.gov.cn", ["联系方式"] = "办公室" }) }
	local wrong
	for i, cell in ipairs(cells.list(each)) do
		if filled.cells[cell.id] ~= i then wrong = cell.id end
	end
	ok(not wrong and not filled.problems[1], each.id .. ": a filled form is read cell by cell", wrong)
	ok(filled.agency == "某局" and filled.year == each.years[1] and filled.kind == "government"
		and filled.site == "www.example.gov.cn" and filled.contact == "办公室", each.id .. ": with what the first sheet says")
	filled.texts = f.texts
	local preamble = each.render({ report = each.merge { reports = { filled } } }).blocks[3].text
	ok(preamble:find("从www.example.gov.cn下载", 1, true) and preamble:find("（办公室）", 1, true),
		each.id .. ": and its preamble is complete")
end

-- the Markdown of the empty form, as a reader of Markdown gives it
local text = { blocks = {} }
for line in template.text:gmatch "[^\n]+" do
	local marks, words = line:match "^(#+) (.*)"
	local kind = marks and "heading" or line:sub(1, 1) == ">" and "note" or "paragraph"
	table.insert(text.blocks, { kind = kind, level = marks and #marks, text = words or line:gsub("^>%s*", "") })
end
local written = form.read { text = text }
local guidance = 0
for _, list in pairs(written.texts) do
	for _, part in ipairs(list) do guidance = guidance + (part.kind == "note" and 1 or 0) end
end
ok(guidance == 0 and written.texts["1"] and not written.texts["0"], "guidance is not read as text of the report")
local open_sections = {}
for _, section in ipairs(form.status({ report = form.merge { reports = { f, written } } }).sections) do
	if section.empty then open_sections[#open_sections + 1] = section.id end
end
is(table.concat(open_sections, " "), "", "texts that were given stay where the Markdown says nothing")
local begun, still, bare = form.status { report = { cells = {}, texts = written.texts } }, {}, {}
for _, section in ipairs(begun.sections) do
	if section.empty then still[#still + 1] = section.id end
	table.move(section.bare, 1, #section.bare, #bare + 1, bare)
end
is(table.concat(still, " "), "5 6", "sections that nothing was written in are known")
is(table.concat(bare, " "), "（三）政府信息管理 （四）政府信息公开平台建设 （五）监督保障 （六）工作考核、社会评议和责任追究结果",
	"and headings that nothing was written under")
f.texts["1"] = written.texts["1"]
fails(function() form.render { report = f, facts = facts } end, "“（三）政府信息管理”下还没有文字", "which a report must not have")
local gaps = 0
for _, part in ipairs(form.render({ report = f, facts = facts, draft = true }).blocks) do
	if narrative.plain(part.text):find("【待填：（", 1, true) then gaps = gaps + 1 end
end
is(gaps, 4, "a draft shows them")

lab.finish()
