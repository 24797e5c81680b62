#!/usr/bin/env lua5.4
-- checks of published reports: what is wrong is found, what is right is left alone
local lab = dofile "tests/lib/report.lua"
local ok, is = lab.ok, lab.is
local cells, numbers, similar = lab.require "report.cells", lab.require "report.numbers", lab.require "report.similar"
local form = lab.form "foi-2021"

local function run(f, last, today, language)
	return form.check { report = f, last = last, today = today, language = language or "zh" }
end

-- "E5 4.行政复议/总计 11≠0, …" of the findings with a severity, and of a rule if one is named
local function told(list, severity, rule)
	local words = {}
	for _, one in ipairs(list) do
		if (not severity or one.severity == severity) and (not rule or one.rule == rule) then
			words[#words + 1] = ("%s %s %s≠%s"):format(one.rule:gsub("^report%.", ""), one.cells[1] or "-",
				tostring(one.left), tostring(one.right))
		end
	end
	return table.concat(words, ", ")
end

-- a small sound report, made here; its parts are few enough to be read
local function sound()
	local f = { form = form.id, year = 2024, agency = "云澜市文化和旅游局", kind = "department", published = "2025-01-20", cells = {}, texts = {
		["1"] = { { kind = "paragraph", text = "本年主动公开政府信息。收到政府信息公开申请12件，上年结转2件，办结申请13件，其中予以公开5件、部分公开3件；"
			.. "结转下年度继续办理1件。加强政府信息管理、平台建设和监督保障。" } },
		["5"] = { { kind = "paragraph", text = "存在的问题。" } },
		["6"] = { { kind = "paragraph", text = "本年度没有收取信息处理费。" } } } }
	for _, cell in ipairs(cells.list(form)) do f.cells[cell.id] = 0 end
	local function set(row, natural, commercial)
		f.cells["3." .. row .. "/自然人"], f.cells["3." .. row .. "/商业企业"] = natural, commercial
		f.cells["3." .. row .. "/总计"] = natural + commercial
	end
	set("A1", 10, 2) set("A2", 2, 0) set("R1", 4, 1) set("R2", 2, 1) set("R4.1", 3, 0) set("R6.3", 2, 0) set("R7", 11, 2) set("A4", 1, 0)
	f.cells["4.行政复议/结果维持"], f.cells["4.行政复议/尚未审结"], f.cells["4.行政复议/总计"] = 2, 1, 3
	f.cells["2.行政规范性文件/本年制发件数"], f.cells["2.行政规范性文件/现行有效件数"] = 3, 20
	return f
end
is(told(run(sound())), "", "a sound report has no finding")

local function changed(changes)
	local f = sound()
	for id, v in pairs(changes) do f.cells[id] = v end
	return f
end

is(told(run(changed { ["3.R4.1/总计"] = 4 })), "E1 3.R4.1/总计 3≠4, E2 3.R7/总计 14≠13", "E1 and E2: totals that do not add up")
is(told(run(changed { ["3.A2/自然人"] = 1, ["3.A2/总计"] = 1 })), "E3 3.A1/自然人 11≠12, E3 3.A1/总计 13≠14, E10 3.A2/总计 2≠1",
	"E3 and E10: received and handled do not balance, nor does the text agree")
is(told(run(changed { ["3.R3.1/自然人"] = 2, ["3.R3.1/商业企业"] = 1, ["3.R3.1/总计"] = 3, ["3.R7/自然人"] = 13, ["3.R7/商业企业"] = 3,
	["3.R7/总计"] = 16 }), "warning", "report.E12"), "E12 3.R2/总计 14≠17", "E12: what was partly granted is counted twice")
is(told(run(changed { ["4.行政复议/总计"] = 2 })), "E5 4.行政复议/总计 3≠2", "E5: reviews do not add up")
local lost = sound()
lost.cells["3.R1/自然人"], lost.cells["3.R1/其他"] = nil, nil
is(told(run(lost)), "E8 3.R1/自然人 nil≠nil", "E8: empty cells of our own, once a row")
local half = sound()
for _, row in ipairs(form.tables[2].parts[1].rows) do half.cells["3." .. row.id .. "/总计"] = nil end
local column = run(half)
ok(#column == 1 and column[1].message:find("“总计”整列", 1, true), "a column of which nothing is there is told once")
half = sound()
half.cells["3.A1/自然人"], half.problems = nil, { { code = "not-a-number", cell = "3.A1/自然人", text = "九" } }
is(told(run(half)), "unread 3.A1/自然人 nil≠nil", "what could not be read is not told to be empty as well")
half = sound()
half.cells["3.A1/总计"], half.as_text = half.cells["3.A1/总计"] - half.cells["3.A1/自然人"], { ["3.A1/自然人"] = true }
local odd = {}
for _, one in ipairs(run(half)) do odd[one.rule] = odd[one.rule] or one.message end
ok((odd["report.E1"] or ""):find("自然人是文字", 1, true), "a number that a workbook holds as text is told where a sum lacks it")
lost.outside = true
is(told(run(lost)), "E8 3.R1/自然人 nil≠nil", "of somebody else's report")
is(run(lost)[1].severity, "unchecked", "they are not checked")
lost.cells["3.R1/商业企业"] = 7
is(told(run(lost), "error"), "E1 3.R1/总计 7≠5, E2 3.R7/商业企业 8≠2", "parts that are more than their total are wrong, whatever is missing")
is(told(run(changed { ["2.行政许可/本年处理决定数量"] = -1 })), "E8 2.行政许可/本年处理决定数量 -1≠nil", "E8: a negative count")
is(told(run(changed { ["2.行政许可/本年处理决定数量"] = 1.5 })), "E8 2.行政许可/本年处理决定数量 1.5≠nil", "E8: a fraction of a count")
for amount, finds in pairs { [1.5] = false, [0.123456] = false, [96171.600001] = false, [0.1234567] = true } do
	is(told(run(changed { ["2.行政事业性收费/本年收费金额"] = amount }), "warning", "report.E8") ~= "", finds, "an amount has six places: " .. amount)
end

-- last year's report
local last = sound()
last.year, last.texts = 2023, {}
is(told(run(sound(), last)), "E6 2.行政规范性文件/现行有效件数 20≠23, E4 3.A2/自然人 2≠1, E4 3.A2/总计 2≠1", "E4 and E6: last year's figures go on")
is(told(run(sound(), last), "error"), "E4 3.A2/总计 2≠1", "of E4 only the total is an error")
last.cells["3.A4/自然人"], last.cells["3.A4/总计"], last.cells["2.行政规范性文件/现行有效件数"] = 2, 2, 17
is(told(run(sound(), last)), "", "and are silent when they do")
last.cells["4.行政复议/尚未审结"] = 4
is(told(run(sound(), last)), "E7 4.行政复议/总计 3≠4", "E7: cases that were pending are gone")
last.year = 2022
is(told(run(sound(), last)), "last - nil≠nil", "a report of another year is not compared, and that is told")

-- text
local function with_text(id, text)
	local f = sound()
	f.texts[id] = { { kind = "paragraph", text = text } }
	return f
end
is(told(run(with_text("6", "无。"))), "E9 - nil≠nil", "E9: fees are not spoken of")
is(run(with_text("6", "无。"))[1].severity, "info", "which is a hint where none were due")
is(told(run(with_text("6", "本年收取信息处理费。"))), "E9 - nil≠nil", "E9: fees without an amount")
for _, text in ipairs { "收取信息处理费400元。", "收取信息处理费３８０．５元。", "收取信息处理费四百元。" } do
	is(told(run(with_text("6", text))), "", "an amount is enough: " .. text)
end
for _, text in ipairs { "本年度未收取信息处理费。", "收取信息处理费情况：无。", "本机关没有向申请人收过信息处理费。", "信息处理费零收费。" } do
	is(told(run(with_text("6", text))), "", "so is that there were none: " .. text)
end
local before = with_text("6", "无。")
before.year, before.published = 2020, "2021-01-20"
is(told(run(before), nil, "report.E9"), "", "before 2021 there were no fees to tell of")
local dropped = with_text("6", "无。")
for _, id in ipairs { "3.R6.2/自然人", "3.R6.2/总计" } do dropped.cells[id] = 2 end
dropped.cells["3.R6.3/自然人"], dropped.cells["3.R6.3/总计"] = 0, 0
is(told(run(dropped), "warning"), "E9 3.R6.2/总计 nil≠nil", "E9: requests dropped for unpaid fees")
is(told(run(with_text("1", "主动公开、申请公开、信息管理、网站都好。"))), "E13 - nil≠nil", "E13: a topic is missing")
local government = sound()
government.kind, government.agency = "government", "云澜市人民政府"
is(told(run(government), "warning"), "E13 - nil≠nil", "governments tell of assessment too")
ok(run(government)[1].basis:find("第五十条", 1, true), "as the regulations demand")
government.texts["5"][1].text = "社会评议结果良好，没有责任追究。"
is(told(run(government)), "", "in whatever section")
local bare = sound()
bare.texts = {}
is(told(run(bare)), "E13 - nil≠nil", "our own section one is not written")
bare.outside = true
is(run(bare)[1].severity, "unchecked", "somebody else's was not found")
bare.texts = nil
is(run(bare)[1].severity, "info", "figures alone have no text to check")

local function headed(...)
	local f = sound()
	f.outside, f.headings = true, { ... }
	return f
end
local six = { "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
	"五、政府信息公开工作存在的主要问题及改进情况", "六、其他需要报告的事项" }
is(told(run(headed(table.unpack(six)))), "", "headings of the form, or as some cities print them")
local without = run(headed(six[1], six[2], six[3], six[5], six[6]))
ok(without[1].rule == "report.headings" and without[1].message:find("四、政府信息公开行政复议", 1, true), "a heading that is missing is named")
is(told(run(headed(six[2], six[1], six[3], six[4], six[5], six[6]))), "headings - nil≠nil", "headings in another order")
local renamed = run(headed(six[1], six[2], six[3], six[4], "五、存在的问题及改进情况", six[6], "七、附件"))
is(#renamed == 1 and renamed[1].severity, "warning", "a heading in other words is a warning, another one is none")

-- the office and the form
local wrong_form = sound()
wrong_form.form_numbers = { "国办公开办函〔2019〕60号", "国办公开办函〔2019〕61号" }
is(told(run(wrong_form), "warning"), "form - nil≠nil", "the form of another year is named")
wrong_form.form_numbers[3] = "国办公开办函〔2021〕30号"
is(told(run(wrong_form)), "", "but not when the right one is too")
local old = sound()
old.year, old.published = 2020, "2021-01-20"
is(told(run(old), "error"), "form - nil≠nil", "a report made by the form of other years")
local early = sound()
early.published = "2024-12-31"
is(told(run(early), "error"), "early - nil≠nil", "published before the year was over")
is(told(run(sound(), nil, "2024-12-31")), "early - nil≠nil", "a date of publication that is still to come does not end the period")
is(told(run(sound(), nil, "2025-01-01")), "", "the day after, it is over")
local draft = sound()
draft.published = nil
is(told(run(draft, nil, "2024-12-31"), "warning"), "early - nil≠nil", "a draft is warned while the year lasts")
early.outside, early.published = true, nil
is(told(run(early, nil, "2024-11-22"), "warning"), "early - nil≠nil", "so is whoever has published it already")
local function late(published, agency, kind)
	local f = sound()
	f.published, f.agency, f.kind = published, agency, kind
	return told(run(f), "warning", "report.late") ~= ""
end
for day, finds in pairs { ["2025-01-31"] = false, ["2025-02-01"] = true } do
	is(late(day, "云澜市文化和旅游局"), finds, "a department's report of " .. day)
	is(late(day, "云澜市文旅中心", "department"), finds, "one that says it is a department's, " .. day)
end
for _, agency in ipairs { "云澜市人民政府", "云澜市人民政府办公室", "云澜镇人民政府", "云澜街道办事处", "云澜经济开发区管理委员会", "云澜市" } do
	is(late("2025-03-31", agency), false, "a report of others is due in March: " .. agency)
	is(late("2025-04-01", agency), true, "and late after that")
end
is(late(nil, "云澜市文化和旅游局"), false, "without a date nothing is late")
local period = sound()
period.texts["0"] = { { kind = "paragraph", text = "本报告所列数据的统计期限自2023年1月1日起，至2023年12月31日止。" } }
is(told(run(period)), "period - 2023≠2024", "the period of another year")
period.texts["0"][1].text = period.texts["0"][1].text:gsub("2023", "２０２４")
is(told(run(period)), "", "that of the year")
local rules = changed { ["2.规章/本年制发件数"] = 1 }
is(told(run(rules)), "power 2.规章/本年制发件数 1≠0", "rules of an office that cannot issue them")
for agency, finds in pairs { ["样例市人民政府"] = false, ["某某自治区人民政府"] = false, ["淮安市洪泽区人民政府"] = true, ["国家样例局"] = false, ["样例县人民政府"] = true,
	["样例市人民政府办公厅"] = false, ["样例县人民政府办公室"] = true, ["样例部"] = false, ["样例市发展和改革委员会"] = true, ["样例街道办事处"] = true } do
	rules.agency, rules.kind = agency, nil
	is(told(run(rules), "warning", "report.power") ~= "", finds, "who may issue rules: " .. agency)
end
local english = run(changed { ["4.行政复议/总计"] = 2 }, nil, nil, "en")[1]
is(english.message, "行政复议, 总计: upheld, corrected, other and pending add up to 3, the total says 2.", "findings speak English too")
is(english.basis .. english.mark, "国办公开办函〔2021〕30号V", "and name their source")
is(lab.form "foi-2019".check { report = { form = "foi-2019", year = 2020, outside = true, cells = { ["4.行政复议/结果维持"] = 2,
	["4.行政复议/总计"] = 1 } } }[1].basis, "国办公开办函〔2019〕60号", "that of their year")
local unread = sound()
unread.problems = { { code = "not-a-number", cell = "3.A1/自然人", at = "三!C5", text = "1o" }, { code = "label", text = "总记", want = "总计", at = "三!A1" } }
unread.outside, unread.at, unread.cells["3.A1/自然人"] = true, { ["3.A1/自然人"] = "三!C5" }, nil
local list = run(unread)
is(told(list, "error") .. "; " .. told(list, "warning"), "unread 3.A1/自然人 nil≠nil; labels - nil≠nil", "what could not be read is a finding")
is(list[1].at[1] .. list[1].message, "三!C5一、本年新收政府信息公开申请数量，自然人：“1o”不是数字。", "with its place and its words")

-- numbers of the text
local narrative = lab.require "foi-narrative"
local function counts(text)
	local words = {}
	for _, one in ipairs(numbers.counts(text, narrative.terms {}, narrative.skip { year = 2024 })) do
		words[#words + 1] = one.key .. "=" .. one.value .. (one.slack > 0 and "±" .. one.slack or "")
	end
	table.sort(words)
	return table.concat(words, " ")
end
is(counts "2024年，全市共收到政府信息公开申请3119件，上年结转34件；答复3050件（含上年结转），结转下年度继续办理103件。",
	"answered=3050 carried_in=34 carried_out=103 requests_received=3119", "what is told in the usual words")
is(counts "收到和处理政府信息公开申请３４，２９０件", "requests_received=34290", "full-width grouped numbers")
is(counts "新收信息公开申请共计三十四件", "requests_received=34", "numbers in Chinese")
is(counts "收到申请1.2万件", "requests_received=12000±500.0", "rounded numbers")
is(counts "在办结的申请中，予以公开、部分公开、不予公开分别为9件、0件和2件", "denied=2 granted=9 partial=0", "numbers shared out")
is(counts "因政府信息公开引发行政复议351件、行政诉讼46件", "litigation=46 review=351", "reviews and lawsuits")
is(counts "申请3件，103件申请结转下年度办理", "carried_out=103", "a count before its words")
for _, text in ipairs { "2023年收到申请12件", "通过网络收到申请12件", "收到申请约12件", "收到申请12余件", "其中收到法人申请3件", "收到申请同比增长12件",
	"全年制发公文100件，其中依申请公开20件、不予公开30件", "收到行政复议申请3件", "收到群众举报申请12件", "行政复议、行政诉讼共397件，涉及信息公开",
	"信息公开行政复议维持12件", "收到申请3个", "近三年收到申请90件", "上半年收到申请6件", "按时答复申请12件" } do
	is(counts(text), "", "nothing certain: " .. text)
end
for text, want in pairs { ["三千零五十四"] = 3054, ["十二"] = 12, ["二〇"] = 20, ["一百零三"] = 103, ["1.2万"] = 12000, ["3,050"] = 3050, ["一万二千"] = 12000 } do
	is(numbers.value(text), want, text .. " is " .. want)
end
is(numbers.value "申请", nil, "no number")

-- E10 with the whole report
local text = sound()
text.texts["1"][1].text = text.texts["1"][1].text:gsub("12件", "13件")
is(told(run(text)), "E10 3.A1/总计 13≠12", "E10: a count of the text differs from the table")
text.texts["1"][1].text = text.texts["1"][1].text .. "全年共收到申请12件。"
is(told(run(text)), "", "a text that tells it right somewhere is left alone")

text.narrative = { requests_received = 12, review = 4 }
is(told(run(text)), "E10 4.行政复议/总计 4≠3", "numbers given as data are held against the table on their own")

-- likeness
local sample = {}
for i = 1, 40 do sample[i] = ("第%d项工作坚持以人民为中心推进%s方面的公开，取得进展%d项。"):format(i, utf8.char(0x4E00 + i * 37, 0x4E00 + i * 53, 0x4E00 + i * 71), i * 3) end
local whole = table.concat(sample)
local same = similar.compare(whole, (whole:gsub("%d", "8")))
ok(same.containment == 1 and same.jaccard == 1 and #same.copied == 3, "other figures make no other text")
local half = similar.compare(table.concat(sample, "", 1, 20), table.concat(sample, "", 15, 40))
ok(half.containment > 0.2 and half.containment < 0.8, "a part that was kept is a part")
is(similar.compare("太短", whole), nil, "of a few words nothing is said")
local a, b = with_text("5", whole), with_text("5", whole)
b.year, b.texts["1"] = 2023, nil
for id, v in pairs { ["3.A4/自然人"] = 2, ["3.A4/总计"] = 2, ["2.行政规范性文件/现行有效件数"] = 17 } do b.cells[id] = v end
is(told(run(a, b), "warning"), "similar - 100≠80", "a section copied from last year")
local started = os.clock()
similar.compare(whole:rep(30), whole:rep(30))
run(with_text("1", whole:rep(30)))
ok(os.clock() - started < 3, "long texts are bounded: " .. os.clock() - started)


-- the yearly form of a website
local website = lab.form "website"
local site = { form = website.id, year = 2024, cells = {}, outside = true }
local function fill(row, v)
	for _, cell in ipairs(cells.list(website)) do
		if cell.row == row then site.cells[cell.id] = v end
	end
end
for _, cell in ipairs(cells.list(website)) do
	if cell.type == "integer" then site.cells[cell.id] = 0 end
end
local function site_rules()
	local list = {}
	for i, one in ipairs(website.check { report = site }) do list[i] = ("%s %s≠%s"):format(one.rule, one.left, one.right) end
	table.sort(list)
	return table.concat(list, ", ")
end
is(site_rules(), "", "a website of nothing adds up")
for _, row in ipairs { "信息发布总数", "解读材料数量", "法人办件量", "可全程在线办理政务服务事项数量", "公开答复数量", "公布调查结果期数", "问题整改数量" } do fill(row, 1) end
is(site_rules(), "website.answered 1≠0, website.cases 1≠0, website.explained 1≠0, website.online 1≠0, website.published 0≠1, website.repaired 1≠0, "
	.. "website.results 1≠0", "every rule of the website form finds its fault")
fill("办结留言数量", 2)
ok(site_rules():find("website.closed 2≠0", 1, true), "more messages closed than received")
fill("法人办件量", nil)
ok(not site_rules():find("website.cases", 1, true), "what was not given is not zero")

-- published reports: exactly what is known to be wrong with them is an error
local rules = { ["table4 parts=total"] = "E5", ["narrative=table"] = "E10" }
local json_rows = {}
for _, row in ipairs(form.tables[3].parts[1].rows) do json_rows[row.json] = row.id end
local published = { "hongze_2023", "huaian_2024", "shanghai_stcsm_2024" }
for _, name in ipairs(lab.fixtures and published or {}) do
	local given = lab.read_json(lab.fixtures .. "/reports/" .. name .. ".json")
	local want = {}
	for i, one in ipairs(given.expected_findings) do
		want[i] = ("%s 4.%s/总计 %d≠%d"):format(rules[one.rule], json_rows[one.row], one.left, one.right)
	end
	local findings = run(form.read { json = given })
	is(told(findings, "error"), table.concat(want, ", "), name .. ": what is wrong is found")
	is(told(findings, "warning"), "", name .. ": and nothing besides")
end
if not lab.fixtures then ok(true, "published reports # SKIP GOVPUB_FIXTURES is not set") end

lab.finish()
