--[[
政府信息公开工作年度报告：是不是用了这一年的格式，统计期限对不对，发布是不是太早、太晚，有没有权限制定规章。
--]]

local labels = require "report.labels"

-- 年度报告的格式和适用的年度
local forms = {
	{ number = "国办公开办函〔2019〕60号", first = 2019, last = 2020 },
	{ number = "国办公开办函〔2021〕30号", first = 2021, last = 9999 },
}

local function right_form(f, report, _, context)
	local years = context.form.years
	if not f.year then
		report { severity = "unchecked", message = { zh = "不知道是哪一年的报告，格式没有核对。", en = "The year is not known; the form was not checked." } }
		return
	end
	if f.year < years[1] or years[2] and f.year > years[2] then
		report { params = { year = tostring(f.year), want = context.form.form.number } }
	end
	local named, current, other = {}, nil, nil
	for _, number in ipairs(f.form_numbers or {}) do named[number] = true end
	for _, one in ipairs(forms) do
		local holds = f.year >= one.first and f.year <= one.last
		if holds then current = one.number end
		if named[one.number] and not holds then other = one.number end
	end
	if current and other and not named[current] then
		report { severity = "warning", params = { year = tostring(f.year), want = current, named = other },
			message = { zh = "写的是按{named}编制，{year} 年度应按{want}。", en = "It names {named}; the form for {year} is {want}." } }
	end
end

local function period_over(f, report, _, context)
	if not f.year then return end
	local last_day = ("%d-12-31"):format(f.year)
	if f.published and f.published <= last_day then
		report { params = { date = f.published, last = last_day } }
	elseif context.today and context.today <= last_day then
		report { severity = "warning", params = { date = context.today, last = last_day },
			message = { zh = "今天是 {date}，统计期限到 {last} 才结束。", en = "Today is {date}; the period ends on {last}." } }
	end
end

local function ends(name, endings)
	for _, ending in ipairs(endings) do
		if name:sub(-#ending) == ending then return true end
	end
	return false
end

-- Whose report it is: the office of a government also writes the government's own, and so counts as one.
local function agency_of(f)
	local name = f.agency or ""
	return name:match "^(.*人民政府)办公室$" or name:match "^(.*人民政府)办公厅$" or name
end

local function is_department(f)
	local name = agency_of(f)
	if ends(name, { "人民政府", "街道办事处", "管理委员会", "管委会" }) then return false end
	return f.kind == "department" or f.kind == nil and ends(name, { "局", "厅", "委员会", "办公室" })
end

-- A report of a department is due in January; of any other the later day counts, as its name does not tell enough.
local function published_late(f, report, _, context)
	local due = context.form.due
	local day = due and (is_department(f) and due.department or due.government)
	local last_day = f.year and day and ("%d-%s"):format(f.year + 1, day)
	if last_day and f.published and f.published > last_day then
		report { params = { date = f.published, last = last_day } }
	end
end

-- The year of a period told in words, 2024年1月1日 … 12月31日, is the year of the report.
local function period_told(f, report)
	for _, id in ipairs { "0", "1" } do
		for _, block in ipairs(f.year and f.texts and f.texts[id] or {}) do
			local text = labels.fold(labels.text(block.text))
			local told = text:find("统计", 1, true) and text:match "(20%d%d)年1月1日.-12月31日"
			if told and tonumber(told) ~= f.year then
				report { left = tonumber(told), right = f.year }
				return
			end
		end
	end
end

-- Departments and counties; nil for those who may issue rules or whose name does not tell.
local function without_power(f)
	local name = agency_of(f)
	for _, nation in ipairs { "国家", "国务院", "中华人民共和国", "中国" } do
		if name:sub(1, #nation) == nation then return nil end
	end
	if ends(name, { "部", "总局", "总署", "审计署" }) then return nil end
	if ends(name, { "自治区人民政府" }) then return nil end
	return is_department(f) or ends(name, { "县人民政府", "区人民政府", "镇人民政府", "乡人民政府", "街道办事处" })
end

local function power(f, report, _, context)
	local ids, sum = {}, 0
	for _, cell in ipairs(context.form.index().list) do
		local v = f.cells[cell.id]
		if cell.table == "2" and cell.row == "规章" and type(v) == "number" and v > 0 then
			ids[#ids + 1], sum = cell.id, sum + v
		end
	end
	if sum > 0 and without_power(f) then
		report { cells = ids, left = f.cells[ids[1]], right = 0, params = { agency = f.agency or "", cell = context.name(ids[1]) } }
	end
end

return {
	{ id = "report.form", severity = "error", basis = "国办公开办函〔2019〕60号、国办公开办函〔2021〕30号", mark = "V", check = right_form,
		title = { zh = "格式与年度不符", en = "The form is not that of the year" },
		message = { zh = "{year} 年度的报告不用{want}的格式。", en = "{want} is not the form for {year}." },
		fix = { zh = "2019、2020 年度用国办公开办函〔2019〕60号，2021 年度起用国办公开办函〔2021〕30号。",
			en = "Use 国办公开办函〔2019〕60号 for 2019 and 2020, 国办公开办函〔2021〕30号 from 2021." } },
	{ id = "report.early", severity = "error", basis = "《政府信息公开条例》第四十九条", mark = "D", check = period_over,
		title = { zh = "统计期限没有结束就发布", en = "Published before its period was over" },
		message = { zh = "{date} 发布，统计期限到 {last} 才结束。", en = "Published on {date}; the period ends on {last}." },
		fix = { zh = "核对发布日期和年度。", en = "Check the date and the year." } },
	{ id = "report.late", severity = "warning", basis = "《政府信息公开条例》第四十九条", mark = "V", check = published_late,
		title = { zh = "发布晚于规定的日期", en = "Published after the day it was due" },
		message = { zh = "{date} 发布，最迟应当在 {last} 发布。", en = "Published on {date}; it was due by {last}." },
		fix = { zh = "部门的报告 1 月 31 日前、政府的报告 3 月 31 日前向社会公布；网站迁移改了日期的，恢复原来的发布日期。",
			en = "Publish a department's report by 31 January, a government's by 31 March; restore the date if moving the site changed it." } },
	{ id = "report.period", severity = "error", basis = "{form}", mark = "V", check = period_told,
		title = { zh = "统计期限与年度不符", en = "The period is not that of the year" },
		message = { zh = "文字里的统计期限是 {left} 年的，报告是 {right} 年度的。", en = "The text gives a period of {left}; the report is of {right}." },
		fix = { zh = "统计期限自当年 1 月 1 日至 12 月 31 日。", en = "The period runs from 1 January to 31 December of the year." } },
	{ id = "report.power", severity = "warning", basis = "《立法法》第九十一条、第九十三条", mark = "M", check = power,
		title = { zh = "没有规章制定权却填了规章", en = "Rules of an office that cannot issue them" },
		message = { zh = "{cell}是 {left}，而{agency}没有规章制定权，应为 {right}。", en = "{cell}: {left}; {agency} cannot issue rules, so it should be {right}." },
		fix = { zh = "把规范性文件填到“行政规范性文件”一行，规章填 0。", en = "Count normative documents in their own row and write 0 here." } },
}
