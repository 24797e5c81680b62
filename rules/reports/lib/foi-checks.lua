--[[
政府信息公开工作年度报告的核对：数字之间的（这里），文字的（foi-text-checks），事项的（foi-office-checks）。

公式见格式中的勾稽关系。没有给出的数据不当作 0：缺了一项，公式就不算；但各项都不会是负数，
已有几项之和超过总计的，一定有错。
--]]
local cells = require "report.cells"

local function number(f, id)
	local v = f and f.cells[id]
	return type(v) == "number" and v or nil
end

-- The sum of what is given, and whether all is.
local function sum_of(f, ids)
	local sum, whole = 0, true
	for _, id in ipairs(ids) do
		local v = number(f, id)
		if v and v >= 0 then sum = sum + v else whole = false end
	end
	return sum, whole
end

local more = { zh = "{total}：已给出的几项之和 {left} 已经大于总计 {right}。",
	en = "{total}: those parts that are given add up to {left}, more than the total {right}." }

-- A workbook adds up numbers alone; one that was typed as text is none.
local text_number = { zh = "{total}：各项之和是 {left}，总计是 {right}；{written}是文字，表格不把它加进总计。",
	en = "{total}: the parts add up to {left}, the total says {right}; {written} is text, which the workbook does not add up." }
local fix_text = { zh = "把这些格子的格式改成数字，重新输入。", en = "Make these cells numbers and type them again." }

local function as_text(f, ids, context)
	local list = {}
	for _, id in ipairs(ids) do
		if f.as_text and f.as_text[id] then list[#list + 1] = context.name(id) end
	end
	return list[1] and table.concat(list, "；") or nil
end

-- Every total of a table against its parts; direction "across" or "down" (report.cells).
local function totals(tab, direction)
	return function(f, report, _, context)
		for _, cell in ipairs(cells.list(context.form)) do
			local total = cell.table == tab and cell[direction] and number(f, cell.id)
			if total then
				local sum, whole = sum_of(f, cell[direction])
				sum = cells.exact(sum, cell)
				if whole and sum ~= total or sum > total and total >= 0 then
					local written = as_text(f, cell[direction], context)
					report { cells = { cell.id, table.unpack(cell[direction]) }, left = sum, right = total,
						params = { total = context.name(cell.id), written = written },
						message = not whole and more or written and text_number or nil, fix = written and fix_text or nil }
				end
			end
		end
	end
end

local function columns_of(form, place)
	return form.index().rows[place] and form.index().rows[place].part.columns or {}
end

-- A1 + A2 = R7 + A4
local function flow(f, column)
	local ids = {}
	for i, row in ipairs { "A1", "A2", "R7", "A4" } do ids[i] = ("3.%s/%s"):format(row, column) end
	local new, carried, handled, next_year = number(f, ids[1]), number(f, ids[2]), number(f, ids[3]), number(f, ids[4])
	if not (new and carried and handled and next_year) then return nil end
	return new + carried, handled + next_year, ids
end

local function balance(f, report, _, context)
	for _, column in ipairs(columns_of(context.form, "3.R7")) do
		local left, right, ids = flow(f, column.id)
		if left and left ~= right then
			report { cells = ids, left = left, right = right, params = { column = column.label[#column.label] } }
		end
	end
end

-- Partly granted requests that were counted under another result too make the results too many by just
-- their number, in every column. A difference of any other size may have other reasons, and is E3 alone.
local function counted_twice(f, report, _, context)
	local partial = number(f, "3.R2/总计")
	if not partial or partial == 0 then return end
	for _, column in ipairs(columns_of(context.form, "3.R2")) do
		local left, right = flow(f, column.id)
		if not left or right - left ~= number(f, "3.R2/" .. column.id) then return end
	end
	local left, right = flow(f, "总计")
	report { cells = { "3.R2/总计", "3.R7/总计" }, left = left, right = right, params = { partial = partial } }
end

local function carried_over(f, report, last, context)
	for _, column in ipairs(last and columns_of(context.form, "3.A2") or {}) do
		local id = "3.A2/" .. column.id
		local left, right = number(f, id), number(last, "3.A4/" .. column.id)
		if left and right and left ~= right then
			report { cells = { id }, left = left, right = right, severity = column.id ~= "总计" and "warning" or nil,
				params = { column = column.label[#column.label], last = tostring(last.year or f.year and f.year - 1) } }
		end
	end
end

local function in_force(f, report, last, context)
	for _, row in ipairs { "规章", "行政规范性文件" } do
		local function id(column) return ("2.%s/%s"):format(row, column) end
		local now, before = number(f, id "现行有效件数"), number(last, id "现行有效件数")
		local made, ended = number(f, id "本年制发件数"), number(f, id "本年废止件数")
		if now and before and made and ended and now ~= before + made - ended then
			report { cells = { id "现行有效件数", id "本年制发件数", id "本年废止件数" }, left = now, right = before + made - ended,
				params = { row = context.name(id "现行有效件数"), before = before, made = made, ended = ended } }
		end
	end
end

local function still_pending(f, report, last, context)
	for _, row in ipairs { "行政复议", "未经复议直接起诉", "复议后起诉" } do
		local id = ("4.%s/总计"):format(row)
		local total, before = number(f, id), number(last, ("4.%s/尚未审结"):format(row))
		if total and before and before > total then
			report { cells = { id }, left = total, right = before, params = { row = context.name(id) } }
		end
	end
end

-- What a count must not be; nil when it is right.
local function fault_of(cell, v)
	if type(v) ~= "number" or cell.type ~= "integer" and cell.type ~= "decimal" then return nil end
	if v < 0 and not cell.signed then
		return { zh = "{cell}：{left} 是负数。", en = "{cell}: {left} is negative." }
	elseif cell.type == "integer" and math.type(v) ~= "integer" then
		return { zh = "{cell}：{left} 不是整数。", en = "{cell}: {left} is no whole number." }
	elseif cell.places and cells.exact(v, cell) ~= v then
		return { zh = "{cell}：{left} 的小数超过 {places} 位。", en = "{cell}: {left} has more than {places} decimal places." }, "warning", "D"
	end
end

-- Cells of which something was printed that could not be read: that was told already.
local function unread(f)
	local set = {}
	for _, problem in ipairs(f.problems or {}) do
		if problem.cell and problem.code ~= "missing-row" then set[problem.cell] = true end
	end
	return set
end

local mend = { zh = "件数填不小于 0 的整数；金额以万元为单位，小数不超过 6 位。",
	en = "Counts are whole and not negative; amounts are in 万元, with six decimal places at most." }
local absent = { zh = "{row}：{columns}没有数据。", en = "{row}: no figures for {columns}." }
local whole = { zh = "{table}：“{columns}”整列没有数据。", en = "{table}: the whole column {columns} is empty." }
local formulas = { zh = "总计是公式，表格里没有存它的结果：用 Excel 或者 WPS 打开表格，保存一次。列名改动过的，改回来。",
	en = "Totals are formulas and the file has no results of them: open it in Excel or WPS and save it. Restore changed headings." }
local fix_column = { zh = "核对表头，补填这一列；没有发生的填 0。", en = "Compare the headings and fill the column; write 0 where there was nothing." }
local unchecked = { zh = "{row}：公布的报告里有 {count} 项没有数据（{first}），与这些数据有关的没有核对。",
	en = "{row}: {count} without a figure in the published report ({first}); what depends on them was not checked." }

local function heading_of(form, tab)
	for _, section in ipairs(form.sections) do
		if section.table == tab then return section.heading or tab end
	end
end

-- Cells that are wrong in themselves, and those that are empty; one that could not be read was told already.
local function empty_cells(f, report, context)
	local empty, told = {}, unread(f)
	for _, cell in ipairs(cells.list(context.form)) do
		local v = f.cells[cell.id]
		local fault, severity, mark = fault_of(cell, v)
		if fault then
			report { cells = { cell.id }, left = v, message = fault, severity = severity, mark = mark, fix = mend,
				params = { cell = context.name(cell.id), places = cell.places or 0 } }
		end
		if v == nil and not cell.optional and not told[cell.id] then empty[#empty + 1] = cell end
	end
	return empty
end

-- Columns of which nothing is there: { ["3/总计"] = true }.
local function empty_columns(empty, context)
	local missing, columns = {}, {}
	for _, cell in ipairs(empty) do
		local key = cell.table .. "/" .. cell.column
		missing[key] = (missing[key] or 0) + 1
	end
	for _, tab in ipairs(context.form.tables) do
		local part = tab.parts[1]
		for _, column in ipairs(#tab.parts == 1 and part.columns[2] and part.rows[2] and tab.layout ~= "across" and part.columns or {}) do
			columns[tab.id .. "/" .. column.id] = missing[tab.id .. "/" .. column.id] == #part.rows or nil
		end
	end
	return columns
end

-- Empty cells, told once a row or for the whole column; of somebody else's report once a table.
local function complete(f, report, _, context)
	local empty, groups, by_key = empty_cells(f, report, context), {}, {}
	local columns = not f.outside and empty_columns(empty, context) or {}
	for _, cell in ipairs(empty) do
		local column = cell.table .. "/" .. cell.column
		local key = f.outside and cell.table or columns[column] and column or cell.table .. "." .. cell.row
		local group = by_key[key]
		if not group then
			group = { ids = {}, names = {}, cell = cell, column = columns[column] }
			by_key[key], groups[#groups + 1] = group, group
		end
		group.ids[#group.ids + 1] = cell.id
		group.names[#group.names + 1] = cell.column_label[#cell.column_label]
	end
	for _, group in ipairs(groups) do
		local path = group.cell.row_label
		local heading = heading_of(context.form, group.cell.table)
		report { cells = group.ids, severity = f.outside and "unchecked" or nil,
			message = f.outside and unchecked or group.column and whole or absent,
			fix = not f.outside and (group.cell.sum and formulas or group.column and fix_column) or nil,
			params = { row = f.outside and heading or path[#path], table = heading, count = #group.ids, first = context.name(group.ids[1]),
				columns = group.column and group.names[1] or table.concat(group.names, context.language == "en" and ", " or "、") } }
	end
end

local checks = {
	{ id = "report.E1", severity = "error", basis = "{form}", mark = "V", check = totals("3", "across"),
		title = { zh = "申请人各列之和与总计不符", en = "A row does not add up" },
		message = { zh = "{total}：各列之和是 {left}，总计是 {right}。", en = "{total}: the columns add up to {left}, the total says {right}." },
		fix = { zh = "核对这一行各列和总计，改正有误的一项。", en = "Compare the columns of the row with its total." } },
	{ id = "report.E2", severity = "error", basis = "{form}", mark = "V", check = totals("3", "down"),
		title = { zh = "各项办理结果之和与总计不符", en = "The results do not add up" },
		message = { zh = "{total}：各项办理结果之和是 {left}，总计是 {right}。", en = "{total}: the results add up to {left}, the total says {right}." },
		fix = { zh = "核对这一列第三项（一）至（六）和（七）总计。", en = "Compare the results of this column with their total." } },
	{ id = "report.E3", severity = "error", basis = "{form}：第一项加第二项之和，等于第三项加第四项之和", mark = "V", check = balance,
		title = { zh = "第一项加第二项不等于第三项加第四项", en = "Received and handled requests do not balance" },
		message = { zh = "{column}：一（新收）加二（上年结转）是 {left}，三（七）（办理结果总计）加四（结转下年度）是 {right}。",
			en = "{column}: new and carried-over requests are {left}, handled and carried forward {right}." },
		fix = { zh = "核对新收、上年结转、办理结果总计、结转下年度四个数。", en = "Compare new, carried over, handled and carried forward." } },
	{ id = "report.E4", severity = "error", basis = "年度报告上下年度的衔接", mark = "V", check = carried_over,
		title = { zh = "上年结转与上年报告不符", en = "Carried-over requests differ from last year's report" },
		message = { zh = "{column}：二、上年结转是 {left}，{last} 年报告的四、结转下年度继续办理是 {right}。",
			en = "{column}: {left} carried over, while the report of {last} carried {right} forward." },
		fix = { zh = "按上年报告填写；上年报告有误的，在第六部分说明。", en = "Take the figure of last year's report, or explain the difference in section six." } },
	{ id = "report.E5", severity = "error", basis = "{form}", mark = "V", check = totals("4", "across"),
		title = { zh = "复议、诉讼各项之和与总计不符", en = "Reviews or lawsuits do not add up" },
		message = { zh = "{total}：结果维持、结果纠正、其他结果、尚未审结之和是 {left}，总计是 {right}。",
			en = "{total}: upheld, corrected, other and pending add up to {left}, the total says {right}." },
		fix = { zh = "核对四项结果和总计。", en = "Compare the four results with their total." } },
	{ id = "report.E6", severity = "warning", mark = "D", check = in_force,
		title = { zh = "现行有效件数与上年衔接不上", en = "Documents in force do not follow from last year's" },
		message = { zh = "{row}是 {left}；上年 {before} 件，加本年制发 {made} 件，减本年废止 {ended} 件，应为 {right}。",
			en = "{row}: {left}; {before} last year, {made} made, {ended} repealed come to {right}." },
		fix = { zh = "失效的文件也计入废止件数；清理调整的，在总体情况里说明。", en = "Count expired documents as repealed, or explain in section one." } },
	{ id = "report.E7", severity = "warning", mark = "D", check = still_pending,
		title = { zh = "上年尚未审结的案件没有计入", en = "Cases pending last year are not counted" },
		message = { zh = "{row}是 {left}，而上年报告尚未审结的就有 {right} 件。", en = "{row}: {left}, while {right} were pending at the end of last year." },
		fix = { zh = "上年尚未审结、本年审结或者仍未审结的，都要计入本年。", en = "Count the cases that were pending, whether decided this year or not." } },
	{ id = "report.E8", severity = "error", basis = "{form}", mark = "V", check = complete,
		title = { zh = "数据缺失或者不是规定的数", en = "A figure is missing or of the wrong kind" }, message = absent,
		fix = { zh = "每一格都要填；没有发生的填 0。", en = "Fill every cell; write 0 where there was nothing." } },
	{ id = "report.E12", severity = "warning", basis = "{form}：区分处理的，只计这一情形，不计其他情形", mark = "V", check = counted_twice,
		title = { zh = "部分公开可能重复计数", en = "Partly granted requests may be counted twice" },
		message = { zh = "办理结果加结转下年度比新收加上年结转正好多出部分公开的 {partial} 件，各列都是这样：部分公开的可能又计入了不予公开等情形。",
			en = "In every column there are just as many results too many as requests partly granted ({partial}): these may be counted again elsewhere." },
		fix = { zh = "部分公开（区分处理）的只计入（二），不再计入（三）（四）（五）。", en = "Count a partly granted request under （二） alone." } },
}

for _, name in ipairs { "foi-text-checks", "foi-office-checks" } do
	for _, one in ipairs(require(name)) do checks[#checks + 1] = one end
end

return checks
