#!/usr/bin/env lua5.4
--[[
A full sound report, spoilt in a thousand ways: every change that breaks a formula is caught by a rule, and what is
not caught breaks none. The formulae are written here once more, from the form and not from the declaration.
--]]
local lab = dofile "tests/lib/report.lua"
local ok, is = lab.ok, lab.is
local cells = lab.require "report.cells"
local form = lab.form "foi-2021"
local CHANGES <const> = 1000

local gold = lab.fixtures and io.open(lab.fixtures .. "/../data/annual-report-gold.csv")
if not gold then
	print "1..0 # SKIP GOVPUB_FIXTURES is not set"
	os.exit(0)
end

local columns3 = { "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他" }
local results = { "R1", "R2", "R3.1", "R3.2", "R3.3", "R3.4", "R3.5", "R3.6", "R3.7", "R3.8", "R4.1", "R4.2", "R4.3", "R5.1", "R5.2",
	"R5.3", "R5.4", "R5.5", "R6.1", "R6.2", "R6.3" }
local columns4, rows4 = { "结果维持", "结果纠正", "其他结果", "尚未审结" }, { "行政复议", "未经复议直接起诉", "复议后起诉" }

local function base()
	local f = { form = form.id, year = 2025, kind = "government", agency = "样例市人民政府", outside = true, cells = {} }
	local function put(prefix, columns, values)
		for i, column in ipairs(columns) do f.cells[prefix .. "/" .. column] = values[i] end
	end
	gold:seek "set"
	gold:read "l"
	for line in gold:lines() do
		local values = {}
		for n in line:gmatch ",(%d+)" do values[#values + 1] = math.tointeger(n) end
		put("3." .. line:match "^[^,]+", { "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计" }, values)
	end
	local three = { "本年制发件数", "本年废止件数", "现行有效件数" }
	put("2.规章", three, { 3, 5, 74 })
	put("2.行政规范性文件", three, { 564, 984, 4185 })
	put("2.行政许可", { "本年处理决定数量" }, { 11398889 })
	put("2.行政处罚", { "本年处理决定数量" }, { 6937489 })
	put("2.行政强制", { "本年处理决定数量" }, { 166105 })
	put("2.行政事业性收费", { "本年收费金额" }, { 316441 })
	local five = { "结果维持", "结果纠正", "其他结果", "尚未审结", "总计" }
	put("4.行政复议", five, { 376, 97, 196, 121, 790 })
	put("4.未经复议直接起诉", five, { 16, 1, 12, 27, 56 })
	put("4.复议后起诉", five, { 74, 1, 30, 51, 156 })
	return f
end

-- Whether all formulae hold, from the figures alone.
local function sound(v)
	local function sum(prefix, names, suffix)
		local n = 0
		for _, name in ipairs(names) do n = n + v[prefix .. name .. suffix] end
		return n
	end
	for _, row in ipairs { "A1", "A2", "R7", "A4", table.unpack(results) } do
		if v[("3.%s/总计"):format(row)] ~= sum(("3.%s/"):format(row), columns3, "") then return false end
	end
	for _, column in ipairs { "总计", table.unpack(columns3) } do
		local c = "/" .. column
		if v["3.R7" .. c] ~= sum("3.", results, c) then return false end
		if v["3.A1" .. c] + v["3.A2" .. c] ~= v["3.R7" .. c] + v["3.A4" .. c] then return false end
	end
	for _, row in ipairs(rows4) do
		if v[("4.%s/总计"):format(row)] ~= sum(("4.%s/"):format(row), columns4, "") then return false end
	end
	return true
end

-- Last year's report that fits, and the text of this one: more is caught with them.
local function last_year(f)
	local last = { form = form.id, year = 2024, cells = {} }
	for _, cell in ipairs(cells.list(form)) do
		if cell.table == "3" and cell.row == "A2" then last.cells["3.A4/" .. cell.column] = f.cells[cell.id] end
	end
	for _, row in ipairs { "规章", "行政规范性文件" } do
		local function v(column) return f.cells[("2.%s/%s"):format(row, column)] end
		last.cells[("2.%s/现行有效件数"):format(row)] = v "现行有效件数" - v "本年制发件数" + v "本年废止件数"
	end
	return last
end

local function with_text(f)
	local v = f.cells
	local text = ("本年收到政府信息公开申请%d件，上年结转%d件，办结申请%d件，予以公开%d件、部分公开%d件、不予公开%d件、无法提供%d件、不予处理%d件、其他处理%d件；"
		.. "结转下年度继续办理%d件。因政府信息公开被申请行政复议%d件，被提起行政诉讼%d件。"):format(v["3.A1/总计"], v["3.A2/总计"], v["3.R7/总计"],
		v["3.R1/总计"], v["3.R2/总计"], 730, 3421, 457, 1486, v["3.A4/总计"], 790, 212)
	return { { kind = "paragraph", text = text } }
end

local function findings(f, last)
	local named, list = {}, {}
	for _, one in ipairs(form.check { report = f, last = last, language = "zh" }) do
		if (one.severity == "error" or one.severity == "warning") and one.rule ~= "report.E13" and not named[one.rule] then
			named[one.rule] = true
			list[#list + 1] = one.rule
		end
	end
	return list
end

local whole = base()
ok(sound(whole.cells), "the gold figures hold all formulae")
is(table.concat(findings(whole), " "), "", "and the checks find nothing in them")
whole.texts = { ["1"] = with_text(whole) }
is(table.concat(findings(whole, last_year(whole)), " "), "", "nor with their text and last year's report")

-- ways to spoil a report; each gives what was done, and why no formula can tell
math.randomseed(20251231)
local all = cells.list(form)
local parts = {}
for _, tab in ipairs(form.tables) do
	for _, part in ipairs(tab.parts) do
		if #part.rows > 1 then parts[#parts + 1] = { tab = tab.id, rows = part.rows, columns = part.columns } end
	end
end

local function other_value(old)
	local new
	repeat new = old + math.random(-50, 50) until new >= 0 and new ~= old
	return new
end

local function one_cell(f)
	local cell = all[math.random(#all)]
	f.cells[cell.id] = other_value(f.cells[cell.id])
	return cell.table == "2" and "a cell of table 2: no formula of the form names it" or nil
end

local function cell_and_totals(f)
	local cell
	repeat cell = all[math.random(#all)] until #cell.sums > 0 and not cell.sum
	local difference = other_value(f.cells[cell.id]) - f.cells[cell.id]
	local reached = {}
	local function reach(id)
		if reached[id] then return end
		reached[id] = true
		f.cells[id] = f.cells[id] + difference
		for _, sum in ipairs(cells.get(form, id).sums) do reach(sum) end
	end
	reach(cell.id)
	return cell.table == "4" and "a result of table 4 with its total: its sum is kept, and nothing else names it" or nil
end

local in_results = {}
for _, row in ipairs(results) do in_results[row] = true end

local function why_rows(tab, a, b)
	if tab == "2" then return "two rows of table 2: no formula of the form names them" end
	if tab == "4" then return "two rows of table 4: each keeps its own sum" end
	if in_results[a] and in_results[b] then return "two results of table 3: their sum is kept" end
	local pair = a < b and a .. b or b .. a
	if pair == "A1A2" then return "received and carried over: their sum is kept" end
end

local function two_rows(f)
	local part = parts[math.random(#parts)]
	local a, b, differ
	repeat
		a, b, differ = part.rows[math.random(#part.rows)].id, part.rows[math.random(#part.rows)].id, false
		for _, column in ipairs(part.columns) do
			local x, y = ("%s.%s/%s"):format(part.tab, a, column.id), ("%s.%s/%s"):format(part.tab, b, column.id)
			differ = differ or f.cells[x] ~= f.cells[y]
		end
	until differ
	for _, column in ipairs(part.columns) do
		local x, y = ("%s.%s/%s"):format(part.tab, a, column.id), ("%s.%s/%s"):format(part.tab, b, column.id)
		f.cells[x], f.cells[y] = f.cells[y], f.cells[x]
	end
	return why_rows(part.tab, a, b)
end

local kinds = { { "one cell", one_cell }, { "a cell and its totals", cell_and_totals }, { "two rows", two_rows } }
local counts, wrong, more = {}, {}, 0
local function count(...)
	local key = table.concat({ ... }, ": ")
	counts[key] = (counts[key] or 0) + 1
end

local last, text = last_year(whole), whole.texts
local started = os.clock()
for i = 1, CHANGES do
	local kind = kinds[i % #kinds + 1]
	local f = base()
	local reason = kind[2](f)
	local found, holds = findings(f), sound(f.cells)
	if #found > 0 then
		for _, rule in ipairs(found) do count(kind[1], "caught by " .. rule) end
		if holds or reason then wrong[#wrong + 1] = kind[1] .. ": caught, but no formula is broken: " .. table.concat(found, " ") end
	elseif not holds then
		wrong[#wrong + 1] = kind[1] .. ": a formula is broken and nobody says so"
	elseif not reason then
		wrong[#wrong + 1] = kind[1] .. ": not caught, and no reason is known"
	else
		count(kind[1], "not told by the form, " .. reason)
		f.texts = text
		if #findings(f, last) > 0 then
			more = more + 1
			count(kind[1], "of these caught with last year's report and the text, " .. reason)
		end
	end
end
local seconds = os.clock() - started
ok(#wrong == 0, "every broken formula is caught, and what is not caught breaks none", table.concat(wrong, "\n", 1, math.min(10, #wrong)))
ok(more > 0, "last year's report and the text catch some that the form alone cannot")
ok(seconds / CHANGES < 0.1, "a report is checked in less than 100 ms")

local keys = {}
for key in pairs(counts) do keys[#keys + 1] = key end
table.sort(keys)
for _, key in ipairs(keys) do print(("# %4d %s"):format(counts[key], key)) end
print(("# %d changes, %.1f ms each"):format(CHANGES, seconds * 1000 / CHANGES))
lab.finish()
