--[[
政府信息公开工作年度报告：是不是用了这一年的格式，发布是不是太早，有没有权限制定规章。
--]]

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
	elseif not f.published and not f.outside and context.today and context.today <= last_day then
		report { severity = "warning", params = { date = context.today, last = last_day },
			message = { zh = "今天是 {date}，统计期限到 {last} 才结束。", en = "Today is {date}; the period ends on {last}." } }
	end
end

-- Departments and counties; false for who may issue rules, nil when the name does not tell.
local function without_power(f)
	local name = f.agency or ""
	for _, nation in ipairs { "国家", "国务院", "中华人民共和国", "中国" } do
		if name:sub(1, #nation) == nation then return nil end
	end
	if name:find "人民政府$" then
		return name:find "县人民政府$" ~= nil or name:find "区人民政府$" ~= nil and not name:find "自治区人民政府$"
			or name:find "镇人民政府$" ~= nil or name:find "乡人民政府$" ~= nil or nil
	end
	if f.kind == "department" then return true end
	for _, ending in ipairs { "局", "厅", "委员会", "办公室", "街道办事处" } do
		if name:sub(-#ending) == ending then return true end
	end
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
	{ id = "report.form", severity = "error", basis = "国办公开办函〔2021〕30号", mark = "V", check = right_form,
		title = { zh = "格式与年度不符", en = "The form is not that of the year" },
		message = { zh = "{year} 年度的报告不用{want}的格式。", en = "{want} is not the form for {year}." },
		fix = { zh = "2019、2020 年度用国办公开办函〔2019〕60号，2021 年度起用国办公开办函〔2021〕30号。",
			en = "Use 国办公开办函〔2019〕60号 for 2019 and 2020, 国办公开办函〔2021〕30号 from 2021." } },
	{ id = "report.early", severity = "error", basis = "《政府信息公开条例》第四十九条", mark = "D", check = period_over,
		title = { zh = "统计期限没有结束就发布", en = "Published before its period was over" },
		message = { zh = "{date} 发布，统计期限到 {last} 才结束。", en = "Published on {date}; the period ends on {last}." },
		fix = { zh = "核对发布日期和年度。", en = "Check the date and the year." } },
	{ id = "report.power", severity = "warning", basis = "《立法法》第九十一条、第九十三条", mark = "M", check = power,
		title = { zh = "没有规章制定权却填了规章", en = "Rules of an office that cannot issue them" },
		message = { zh = "{cell}是 {left}，而{agency}没有规章制定权，应为 {right}。", en = "{cell}: {left}; {agency} cannot issue rules, so it should be {right}." },
		fix = { zh = "把规范性文件填到“行政规范性文件”一行，规章填 0。", en = "Count normative documents in their own row and write 0 here." } },
}
