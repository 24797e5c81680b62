#!/usr/bin/env lua5.4
-- the website form and the page for citizens: fields, checks, and what is written of years with and without requests
local lab = dofile "tests/lib/report.lua"
local ok, is, fails = lab.ok, lab.is, lab.fails
local cells, narrative = lab.require "report.cells", lab.require "report.narrative"

-- --- website

local web = lab.form "website"
is(#web.index().list, 64, "the website form has 64 fields")
is(web.due.department, "01-31", "it is due on 31 January")
is(web.form.mark, "M", "it says that it is from memory")
is(cells.find(web, "1.办结留言数量").id, "1.办结留言数量/内容", "a field goes by its name, without a column")
is(cells.get(web, "1.平均办理时间/内容").type, "decimal", "days may have decimals")

local function website(values)
	local f = { form = "website", year = 2025, agency = "云澜市文化和旅游局", cells = {} }
	for row, value in pairs(values) do f.cells["1." .. row .. "/内容"] = value end
	return f
end

local function found(values)
	local rules = {}
	local f = website(values)
	f.outside = true
	for i, finding in ipairs(web.check { report = f, language = "zh" }) do rules[i] = finding.rule end
	return table.concat(rules, " ")
end
local own = web.check { report = website {}, language = "zh" }
is(own[1] and own[1].rule .. " " .. own[1].severity, "website.missing error", "our own is not finished while figures are missing")

local good = { ["信息发布总数"] = 100, ["概况类信息更新量"] = 10, ["政务动态信息更新量"] = 60, ["信息公开目录信息更新量"] = 30,
	["解读信息总数"] = 6, ["解读材料数量"] = 3, ["解读产品数量"] = 2, ["媒体评论文章数量"] = 1,
	["办件量总数"] = 50, ["自然人办件量"] = 40, ["法人办件量"] = 10, ["政务服务事项数量"] = 20,
	["可全程在线办理政务服务事项数量"] = 20, ["收到留言数量"] = 9, ["办结留言数量"] = 9, ["公开答复数量"] = 8,
	["征集调查期数"] = 4, ["公布调查结果期数"] = 4, ["发现问题数量"] = 0, ["问题整改数量"] = 0 }
is(found(good), "", "figures that fit together are not found fault with")
is(found {}, "", "neither are none at all")
local function changed(row, value)
	local values = {}
	for k, v in pairs(good) do values[k] = v end
	values[row] = value
	return found(values)
end
is(changed("信息发布总数", 99), "website.published", "published items that do not add up")
is(changed("解读产品数量", 5), "website.explained", "explanations that do not add up")
is(changed("法人办件量", 9), "website.cases", "cases that do not add up")
is(changed("办结留言数量", 10), "website.closed", "more messages closed than received")
is(changed("公开答复数量", 10), "website.answered", "more messages answered than closed")
is(changed("公布调查结果期数", 5), "website.results", "more results than surveys")
is(changed("问题整改数量", 1), "website.repaired", "more faults mended than found")
is(changed("可全程在线办理政务服务事项数量", 21), "website.online", "more services online than there are")

local function texts(document)
	local all = {}
	for _, block in ipairs(document.blocks) do
		all[#all + 1] = narrative.plain(block.text)
		for _, row in ipairs(block.rows or {}) do
			for _, cell in ipairs(row) do all[#all + 1] = type(cell) == "table" and cell.text or tostring(cell) end
		end
	end
	return table.concat(all, "\n")
end
local filled = website(good)
filled.cells["1.是否开展应急演练/内容"] = true
local printed = web.render { report = filled, draft = true }
is(printed.title, "政府网站工作年度报表（2025年度）", "its title has the year")
ok(texts(printed):find("总数（单位：条）\n100\n", 1, true), "units stand with the names, values beside them")
ok(texts(printed):find("是否开展应急演练\n是", 1, true), "yes is 是")
local back = web.read { document = printed, outside = true }
local lost = {}
for id, value in pairs(filled.cells) do
	if back.cells[id] ~= value then lost[#lost + 1] = ("%s: %s"):format(id, tostring(back.cells[id])) end
end
is(table.concat(lost, "; "), "", "what was printed is read back")
is(back.year, 2025, "with its year")
local titled = { blocks = { { kind = "title", text = "云澜市文化和旅游局政府网站工作年度报表（2024年度）" } } }
titled = web.read { document = titled }
is(titled.agency .. titled.year, "云澜市文化和旅游局2024", "and an agency before the name of the form")

-- --- for citizens

local page, foi = lab.form "citizen", lab.form "foi-2021"
ok(page.series == "citizen" and foi.series == "foi" and page.form.mark == "D", "the page is a design of its own")
ok(foi.declared_render == nil and page.declared_render, "the report that it comes from stays as it was")

local function whole(value)
	local f = { form = "citizen", year = 2025, agency = "云澜市文化和旅游局", cells = {} }
	for _, cell in ipairs(cells.list(page)) do f.cells[cell.id] = value end
	return f
end

local function blocks_of(document, kind)
	local list = {}
	for _, block in ipairs(document.blocks) do
		if block.kind == kind then list[#list + 1] = block end
	end
	return list
end

local fine, rules = whole(0), {}
for _, finding in ipairs(page.check { report = fine, language = "zh", today = "2026-01-20" }) do rules[#rules + 1] = finding.rule end
is(table.concat(rules, " "), "", "no text is asked for")
fine.cells["3.R7/总计"] = 1
ok(#page.check { report = fine, language = "zh" } > 0, "figures are checked as in the report")

local none = page.render { report = whole(0) }
is(none.title, "云澜市文化和旅游局2025年政府信息公开，一页看懂", "its title")
is(#blocks_of(none, "chart") + #blocks_of(none, "table"), 0, "a year without requests has neither charts nor tables")
for _, sentence in ipairs { "没有收到政府信息公开申请", "没有办结的申请", "到年底没有未办完的申请", "没有这样的申请", "没有人因为" } do
	ok(texts(none):find(sentence, 1, true), "it says: " .. sentence)
end
ok(not texts(none):find "nan" and not texts(none):find "inf", "nothing is divided by 0")

local f = whole(0)
local given = { ["3.A1/自然人"] = 8, ["3.A1/商业企业"] = 2, ["3.A1/总计"] = 10, ["3.A2/总计"] = 1, ["3.R1/总计"] = 5,
	["3.R3.1/总计"] = 1, ["3.R3.5/总计"] = 2, ["3.R4.1/总计"] = 1, ["3.R7/总计"] = 9, ["3.A4/总计"] = 2,
	["4.行政复议/总计"] = 3, ["4.行政复议/结果纠正"] = 1 }
for id, value in pairs(given) do f.cells[id] = value end
local document = page.render { report = f, facts = { site = "www.example.gov.cn", contact = "办公室" } }
local charts = blocks_of(document, "chart")
is(#charts, 2, "charts of applicants and of outcomes")
local function bars_of(chart)
	local list = {}
	for i, bar in ipairs(chart and chart.bars or {}) do list[i] = bar[1] .. bar[2] end
	return table.concat(list, " ")
end
is(bars_of(charts[1]), "自然人8 商业企业2", "who asked, without those who did not")
is(bars_of(charts[2]), "全部公开5 不予公开3 无法提供1", "and what became of it")
local all = texts(document)
ok(all:find("新收到10件", 1, true) and all:find("办完的1件", 1, true) and all:find("办结9件", 1, true)
	and all:find("还有2件", 1, true), "the sentences have the figures of the cells")
ok(all:find("申请行政复议3件，其中改变原来结果的1件", 1, true), "also those of disputes")
ok(all:find("属于国家秘密\n《政府信息公开条例》第十四条\n1", 1, true), "reasons are plain words with their article")
ok(not all:find("重复申请", 1, true) and all:find("没有列出的情形都是 0 件", 1, true), "what did not happen is left out, and that is said")
ok(all:find("www.example.gov.cn", 1, true) and all:find("办公室", 1, true), "where to ask")
ok(all:find("不予公开\n法律规定不能公开或者可以不公开。\n3\n33%", 1, true), "the share of those decided")

-- every figure in a table is a cell of the report, or the sum of such that stand in the document
local ids, loose = {}, {}
for _, tab in ipairs(blocks_of(document, "table")) do
	for _, row in ipairs(tab.rows) do
		for _, cell in ipairs(row) do
			if cell.id then
				ids[cell.id] = true
				if f.cells[cell.id] ~= cell.value then loose[#loose + 1] = cell.id end
			end
		end
	end
end
for _, tab in ipairs(blocks_of(document, "table")) do
	for _, row in ipairs(tab.rows) do
		for _, cell in ipairs(row) do
			local sum = 0
			for _, id in ipairs(cell.sum or {}) do
				if not ids[id] then loose[#loose + 1] = id end
				sum = sum + f.cells[id]
			end
			if cell.sum and sum ~= cell.value then loose[#loose + 1] = cell.text end
			if cell.value and cell.value ~= 0 and not cell.id and not cell.sum then loose[#loose + 1] = cell.text end
		end
	end
end
is(table.concat(loose, " "), "", "every figure in a table is bound to cells of the report")

f.cells["3.A4/总计"] = nil
fails(function() page.render { report = f } end, "3.A4/总计", "a figure that is missing is an error, and named")
ok(texts(page.render { report = f, draft = true }):find("【待填：3.A4/总计】", 1, true), "a draft shows where")
ok(page.render({ report = { cells = {} }, draft = true }).draft, "a draft can be made of nothing")
f.cells["3.A4/总计"] = 2
f.cells["3.R1/总计"] = -5
local odd = page.render { report = f }
is(bars_of(blocks_of(odd, "chart")[2]), "不予公开3 无法提供1", "a negative figure draws no bar")
lab.finish()
