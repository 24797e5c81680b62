--[[
Runs the checks that a form declares, and those of the engine itself.

  check.run(form, { report = f, last = f?, today = "2026-01-20"?, language = "zh"|"en", facts? }) → { FINDING, … }
      in the order of the form's tables and rows, then by rule; what names no cell comes last
      facts (report.render): our own report is about to be printed, so that its text must be complete

  FINDING { rule, severity, cells = { ids }, at = { places }, left, right, params, title, message, fix, basis, mark }

A form's check is called as check(f, report, last, context):
  report { cells = { ids }, left =, right =, params = { name = string | number | { zh, en } }, severity?, message? }
  last      last year's report, or nil; a report of another year is never given
  context   { form, check, today, language, name = function(id) → the words of a cell }
In the basis of a check {form} stands for the number of the form (文号); basis, mark and fix of a report replace its own.
Of the engine: report.unread (what could not be read as what it must be), report.labels (rows and columns under other
labels than the form's, or missing), report.last (last year's report is of another year), report.text (our own text is
not complete), report.leftover (blanks and braces in a text).
--]]
local cells = require "report.cells"
local narrative = require "report.narrative"
local render = require "report.render"
local words = require "report.words"

local check = {}

local own = {
	unread = { id = "report.unread", severity = "error", mark = "D",
		title = { zh = "读不出的数据", en = "A figure that cannot be read" },
		fix = { zh = "只填数字；没有发生的填 0。", en = "Write a number and nothing else; write 0 where there was nothing." } },
	labels = { id = "report.labels", severity = "warning", mark = "D",
		title = { zh = "行列名称与格式不一致", en = "Labels that are not the form's" },
		fix = { zh = "按规定的格式改正行列名称，不增减行列。", en = "Use the labels of the form; add no row or column and leave none out." } },
	text = { id = "report.text", severity = "error", mark = "D", message = "{text}。",
		title = { zh = "文字没有写全", en = "The text is not complete" },
		fix = { zh = "补写或者改正文字，不用写的小节连标题一起删去；只看草稿可加 --draft。",
			en = "Complete or correct the text, or remove the heading; --draft shows how it looks so far." } },
	leftover = { id = "report.leftover", severity = "warning", mark = "D",
		title = { zh = "文字里有没有填的地方", en = "Something in the text was left to be filled in" },
		message = { zh = "“{section}”里还有没有填的地方：“{text}”。", en = "{section}: something is left to be filled in: \"{text}\"." },
		fix = { zh = "填上内容；单元格写在英文花括号里，例如 {{3.一/总计}}。", en = "Fill it in; a cell stands in double braces: {{3.一/总计}}." } },
	last = { id = "report.last", severity = "unchecked", mark = "D",
		title = { zh = "没有与上年比较", en = "Not compared with last year" } },
}

local fix_year = { zh = "核对年度，换成这一年的文件。", en = "Compare the years; take the file of this year." }

-- { rule, message, the fix where it is another than the rule's }
local sentences = {
	["not-a-number"] = { own.unread, { zh = "{cell}：“{text}”不是数字。", en = "{cell}: \"{text}\" is no number." } },
	["too-long"] = { own.unread, { zh = "{cell}：“{text}”位数太多。", en = "{cell}: \"{text}\" has too many digits." } },
	["not-text"] = { own.unread, { zh = "{cell}：“{text}”不是文字。", en = "{cell}: \"{text}\" is no text." } },
	["not-a-date"] = { own.unread, { zh = "发布日期“{text}”不是日期。", en = "The date of publication, \"{text}\", is no date." },
		{ zh = "写成 2026-01-20。", en = "Write it like 2026-01-20." } },
	["not-a-kind"] = { own.unread, { zh = "单位类型“{text}”不是部门，也不是政府。",
		en = "The kind of office, \"{text}\", is neither department nor government." }, { zh = "写“部门”或者“政府”。", en = "Write department or government." } },
	["not-yes-or-no"] = { own.unread, { zh = "{cell}：“{text}”不是“是”或“否”。", en = "{cell}: \"{text}\" is neither 是 nor 否." } },
	unit = { own.unread, { zh = "{cell}：“{text}”的单位与格式不一致。", en = "{cell}: \"{text}\" is in another unit than the form's." } },
	twice = { own.unread, { zh = "{cell}：同一数据在另一处是“{text}”。", en = "{cell}: \"{text}\" in another place." } },
	conflict = { own.unread, { zh = "{cell}：另一份文件里是“{text}”。", en = "{cell}: \"{text}\" in another file." } },
	["another-year"] = { own.unread, { zh = "其中一份文件是 {text} 年的。", en = "One of the files is of {text}." }, fix_year },
	label = { own.labels, { zh = "“{text}”应为“{want}”。", en = "\"{text}\" should read \"{want}\"." } },
	["missing-row"] = { own.labels, { zh = "表里没有“{want}”这一行。", en = "The table has no row \"{want}\"." } },
	undivided = { own.labels, { zh = "“{text}”没有按格式分行填写，这几行没有核对。",
		en = "\"{text}\" is one row where the form has several; they were not checked." } },
}

local function choose(texts, language)
	if type(texts) ~= "table" then return texts end
	return texts[language] or texts.zh or texts.en
end

local function printed(v, language)
	if type(v) == "number" then return cells.digits(v) end
	return type(v) == "table" and choose(v, language) or tostring(v)
end

local function fill(text, params)
	return (text:gsub("{([%w_]+)}", params))
end

local function places(f, ids)
	local list = {}
	for _, id in ipairs(ids) do
		if f.at and f.at[id] then list[#list + 1] = f.at[id] end
	end
	return list
end

-- What a check reported, as a finding.
local function finding(form, f, rule, told, language)
	local params, basis = {}, told.basis or rule.basis
	for key, v in pairs(told.params or {}) do params[key] = printed(v, language) end
	for _, side in ipairs { "left", "right" } do
		if told[side] ~= nil then params[side] = printed(told[side], language) end
	end
	local ids = told.cells or {}
	return { rule = rule.id, severity = told.severity or rule.severity, cells = ids, at = told.at or places(f, ids),
		left = told.left, right = told.right, params = params, title = choose(rule.title, language),
		message = fill(choose(told.message or rule.message, language), params),
		fix = choose(told.fix or rule.fix, language), basis = basis and fill(basis, { form = form.form.number }), mark = told.mark or rule.mark }
end

-- At most 60 characters of what was printed.
local function short(text)
	local stop = utf8.offset(text, 61)
	return stop and text:sub(1, stop - 1) .. "…" or text
end

local function problems(form, f, language, list)
	local said = {} -- a row that stands for several is told once
	for _, problem in ipairs(f.problems or {}) do
		local rule, message, fix = table.unpack(sentences[problem.code] or error("unknown problem " .. tostring(problem.code)))
		local known = problem.cell and cells.get(form, problem.cell)
		local told = finding(form, f, rule, { message = message, fix = fix, cells = known and { problem.cell } or {},
			at = { problem.at }, params = { cell = problem.cell and cells.words(form, problem.cell, language) or "",
				text = short((problem.text or ""):gsub("%s+", " ")), want = problem.want or "" } }, language)
		local key = told.message .. "\0" .. (problem.at or "")
		if not said[key] then
			said[key], list[#list + 1] = true, told
		end
	end
end

-- What a form to fill has where something is to be written, besides the bindings of an office's own text.
local blanks = { "【待填", "〔%s*〕", "｛", "{" }

-- The first place of a text that is still blank, with a few characters around it.
local function blank_in(text)
	local first
	for _, blank in ipairs(blanks) do
		local at = text:find(blank)
		if at and at < (first or math.huge) then first = at end
	end
	if not first then return nil end
	local from, to = utf8.offset(text, -8, first) or 1, utf8.offset(text, 20, first) or #text + 1
	return text:sub(from, to - 1)
end

local function leftovers(form, f, language, list)
	for _, section in ipairs(form.sections) do
		for _, block in ipairs(f.texts and f.texts[section.id] or {}) do
			local text = block.kind ~= "note" and narrative.plain(block.text) or ""
			if not f.outside then text = text:gsub("{{[^{}]*}}", "…") end
			local left = utf8.len(text) and blank_in(text)
			if left then
				list[#list + 1] = finding(form, f, own.leftover, { params = { text = left,
					section = words.section(language, form, section.id) } }, language)
			end
		end
	end
end

-- What our own text lacks; a cell that was found to be empty is not told again for the sentence that needs it.
local function gaps(form, ask, language, list)
	local told = {}
	for _, one in ipairs(list) do
		for _, id in ipairs(one.severity == "error" and one.cells or {}) do told[id] = true end
	end
	for _, gap in ipairs(render.gaps(form, { report = ask.report, facts = ask.facts, language = language })) do
		if not told[gap.cell or ""] then
			list[#list + 1] = finding(form, ask.report, own.text, { params = { text = gap.text } }, language)
		end
	end
end

local function order(form, list)
	local rank = {}
	for i, cell in ipairs(cells.list(form)) do rank[cell.id] = i end
	for i, one in ipairs(list) do rank[one] = i end
	local function place(one) return one.cells[1] and rank[one.cells[1]] or math.huge end
	table.sort(list, function(a, b)
		if place(a) ~= place(b) then return place(a) < place(b) end
		if a.rule ~= b.rule then return a.rule < b.rule end
		return rank[a] < rank[b]
	end)
	return list
end

function check.run(form, ask)
	local f, last, language, list = ask.report, ask.last, ask.language == "en" and "en" or "zh", {}
	if last and f.year and last.year and last.year ~= f.year - 1 then
		list[1] = finding(form, f, own.last, { params = { year = tostring(last.year), want = tostring(f.year - 1) },
			message = { zh = "给出的上年报告是 {year} 年的，不是 {want} 年的，与上年有关的项目没有核对。",
				en = "The report given as last year's is of {year}, not {want}; nothing was compared with it." } }, language)
		last = nil
	end
	problems(form, f, language, list)
	leftovers(form, f, language, list)
	for _, rule in ipairs(form.checks) do
		local function report(told) list[#list + 1] = finding(form, f, rule, told, language) end
		rule.check(f, report, last, { form = form, check = rule, today = ask.today, language = language,
			name = function(id) return cells.words(form, id, language) end })
	end
	if not f.outside and ask.facts then gaps(form, ask, language, list) end
	return order(form, list)
end

return check
