--[[
一页看懂政府信息公开：把年度报告第三、四部分的数据说给公众听（本软件的设计，不是法定格式）。

表格、核对、填写都与年度报告相同，只是写出来的不同。文中的件数都取自报告的单元格，合计是所列各格之和；
份额由它们算出。没有申请的年份照样能写。
--]]
local base = require "foi-2021"
local cells = require "report.cells"
local narrative = require "report.narrative"
local plain = require "citizen-words"

local function column_of(form, row)
	return form.index().rows["3." .. row].part.columns
end

local function rows_of(form, prefix)
	local rows = {}
	for _, part in ipairs(form.tables[2].parts) do
		for _, row in ipairs(part.rows) do
			if not row.sum and row.id:sub(1, #prefix) == prefix then rows[#rows + 1] = row end
		end
	end
	return rows
end

local function total_id(row) return ("3.%s/总计"):format(row) end

-- The number in a cell; a report that lacks it is not written, a draft shows the place.
local function number(page, id)
	local value = page.f.cells[id]
	if type(value) == "number" then return value end
	narrative.fill("{{" .. id .. "}}", page.context)
	return nil
end

local function sum(page, rows)
	local total, ids = 0, {}
	for _, row in ipairs(rows) do
		local value = number(page, total_id(row.id))
		total = total + (value or 0)
		if value and value ~= 0 then ids[#ids + 1] = total_id(row.id) end
	end
	return cells.exact(total, { type = "integer" }), ids
end

local function share(part, whole)
	if whole <= 0 or part < 0 then return "—" end
	local percent = part * 100 / whole
	if percent > 0 and percent < 1 then return "不到1%" end
	return ("%d%%"):format(math.floor(percent + 0.5))
end

-- --- pieces of the page

local function add(page, block) page.blocks[#page.blocks + 1] = block end
local function heading(page, text) add(page, { kind = "heading", text = text, level = 1 }) end

local function say(page, text)
	add(page, { kind = "paragraph", text = narrative.fill(text, page.context), indent = true })
end

local function chart(page, caption, bars)
	local shown = {}
	for _, bar in ipairs(bars) do
		if bar[2] and bar[2] > 0 then shown[#shown + 1] = bar end
	end
	if shown[1] then add(page, { kind = "chart", caption = caption, unit = "件", bars = shown }) end
end

local function head_row(...)
	local row = {}
	for i, text in ipairs { ... } do row[i] = { text = text, head = true } end
	return row
end

local function figure(page, id)
	local value = number(page, id)
	return value and { value = value, text = cells.digits(value), id = id } or { text = "【待填：" .. id .. "】" }
end

-- --- the sections

local function received(page)
	heading(page, "收到多少申请？")
	local new, carried = number(page, total_id "A1"), number(page, total_id "A2")
	if new == 0 and carried == 0 then
		say(page, "这一年没有收到政府信息公开申请，也没有上年留下的。")
		return
	end
	say(page, "这一年新收到{{3.A1/总计}}件，上一年留下没有办完的{{3.A2/总计}}件。")
	local bars = {}
	for _, column in ipairs(column_of(page.form, "A1")) do
		if not column.sum then
			bars[#bars + 1] = { column.label[#column.label], number(page, "3.A1/" .. column.id) }
		end
	end
	chart(page, "新收到的申请，是谁提出的", bars)
end

local function outcomes(page)
	heading(page, "怎么答复的？")
	local done = number(page, total_id "R7")
	if done == 0 then
		say(page, "这一年没有办结的申请。")
		return
	end
	say(page, "这一年办结{{3.R7/总计}}件。")
	local bars, rows = {}, { head_row("结果", "意思是", "件数", "占办结的") }
	for _, group in ipairs(plain.groups) do
		local list = rows_of(page.form, group.prefix)
		local value, ids = sum(page, list)
		local cell = { value = value, text = cells.digits(value) }
		if list[2] then cell.sum = ids[1] and ids or nil elseif list[1] then cell = figure(page, total_id(list[1].id)) end
		bars[#bars + 1] = { group.name, value }
		rows[#rows + 1] = { { text = group.name, align = "start" }, { text = group.what, align = "start" }, cell,
			{ text = share(value, done or 0), align = "center" } }
	end
	chart(page, "申请是怎么办结的", bars)
	add(page, { kind = "table", id = "结果", sheet = "结果", head = 1, widths = { 2, 6, 1.5, 1.5 }, rows = rows })
end

local function speed(page)
	heading(page, "多快？")
	say(page, "收到申请，能够当场答复的当场答复；不能当场答复的，20个工作日内答复；需要延长的，经批准最多再延长20个"
		.. "工作日，并告诉申请人（条例第三十三条）。")
	if number(page, total_id "A4") == 0 then
		say(page, "到年底没有未办完的申请。")
	else
		say(page, "到年底还有{{3.A4/总计}}件没有办完，下一年继续办理。")
	end
	add(page, { kind = "note", text = "年度报告不统计每件申请用了几天。" })
end

local function article(row)
	return row.basis and row.basis:gsub("^条例", "《政府信息公开条例》") or "—"
end

local function reasons(page)
	heading(page, "哪些没有给，为什么？")
	local rows = { head_row("原因", "依据", "件数") }
	for _, prefix in ipairs { "R3.", "R4.", "R5.", "R6" } do
		for _, row in ipairs(rows_of(page.form, prefix)) do
			local value = number(page, total_id(row.id))
			if value ~= 0 then
				rows[#rows + 1] = { { text = plain.plain[row.id] or row.label[#row.label], align = "start" },
					{ text = article(row), align = "start" }, figure(page, total_id(row.id)) }
			end
		end
	end
	if not rows[2] then
		say(page, "没有这样的申请。")
		return
	end
	add(page, { kind = "table", id = "原因", sheet = "原因", head = 1, widths = { 6, 4, 1.5 }, rows = rows })
	add(page, { kind = "note", text = "没有列出的情形都是 0 件。" })
end

local function disputes(page)
	heading(page, "不服的怎么样了？")
	local some = false
	for _, row in ipairs { "行政复议", "未经复议直接起诉", "复议后起诉" } do
		some = number(page, ("4.%s/总计"):format(row)) ~= 0 or some
	end
	if not some then
		say(page, "没有人因为政府信息公开申请行政复议或者提起行政诉讼。")
		return
	end
	say(page, "申请行政复议{{4.行政复议/总计}}件，其中改变原来结果的{{4.行政复议/结果纠正}}件；"
		.. "没有复议、直接起诉的{{4.未经复议直接起诉/总计}}件，其中改变原来结果的{{4.未经复议直接起诉/结果纠正}}件；"
		.. "复议以后再起诉的{{4.复议后起诉/总计}}件，其中改变原来结果的{{4.复议后起诉/结果纠正}}件。")
end

local function how(page)
	local facts = page.context.facts or {}
	if not (facts.site or facts.contact) then return end
	heading(page, "想申请？")
	if facts.site then say(page, "完整的年度报告和政府信息公开指南，见{{网址}}。") end
	if facts.contact then say(page, "联系：{{联系方式}}。") end
end

local function render(ask, _, form)
	local context = { form = form, report = ask.report, section = "正文", draft = ask.draft, language = ask.language,
		facts = ask.facts, gaps = ask.gaps }
	local page = { form = form, f = ask.report, context = context, blocks = {} }
	local title = narrative.fill("{{机关名称}}{{年度}}年政府信息公开，一页看懂", context)
	add(page, { kind = "title", text = title })
	say(page, "谁都可以向行政机关申请公开政府信息。下面是{{年度}}年的情况，数据与{{机关名称}}的政府信息公开工作年度报告相同。")
	for _, section in ipairs { received, outcomes, speed, reasons, disputes, how } do section(page) end
	return { title = title, language = "zh", author = ask.report.agency, date = ask.date or ask.report.published,
		footer = ask.footer, draft = ask.draft and true or nil, blocks = page.blocks }
end

-- 这一页没有要写的文字，年度报告对文字的核对不适用
local function without_text()
	local sections, checks = {}, {}
	for _, section in ipairs(base.sections) do
		if section.text then sections[#sections + 1] = { id = section.id, text = false } end
	end
	for _, check in ipairs(require "foi-text-checks") do checks[#checks + 1] = { id = check.id, drop = true } end
	return sections, checks
end
local sections, checks = without_text()

return report(require("report").extend(base, {
	id = "citizen",
	series = "citizen",
	figures = "foi", -- 用同一年年度报告的数据
	title = { zh = "政府信息公开一页看懂", en = "A year of open government on one page" },
	form = { number = base.form.number, basis = "年度报告的数据，写给公众看", mark = "D" },
	heading = "{agency}{year}年政府信息公开，一页看懂",
	sections = sections,
	checks = checks,
	render = render,
}))
