-- ledgers as people leave them: every cell that holds something is stored, kept as a note, or listed
local header = require "govpub.register.import.header"
local plan = require "govpub.register.import.plan"
local sheet = require "govpub.register.import.sheet"
local values = require "govpub.register.values"
local words = require "govpub.register.import.words"
local xlsx_of = dofile "tests/lib/xlsx_of.lua"

local n, failed = 0, 0
local function ok(pass, name, detail)
	n = n + 1
	failed = failed + (pass and 0 or 1)
	print((pass and "ok %d - %s" or "not ok %d - %s"):format(n, name))
	if not pass and detail then print("# " .. tostring(detail):gsub("\n", "\n# ")) end
end
local function is(got, want, name) ok(got == want, name, ("got %s, want %s"):format(got, want)) end

local function choices(list)
	local out = {}
	for i, one in ipairs(list) do out[i] = { code = one[1], label = { zh = one[2], en = one[3] } } end
	return out
end

local declared = {
	title = { zh = "申请" },
	fields = {
		{ key = "applicant", label = { zh = "申请人", en = "Applicant" }, type = "text", required = true, pii = true },
		{ key = "received_on", label = { zh = "收到日期", en = "Received" }, type = "date", required = true },
		{ key = "replied_on", label = { zh = "答复日期" }, type = "date" },
		{ key = "amount", label = { zh = "金额", en = "Amount" }, type = "money" },
		{ key = "count", label = { zh = "件数" }, type = "int" },
		{ key = "dept", label = { zh = "承办处室" }, type = "text" },
		{ key = "credential", label = { zh = "证件号码" }, type = "idno", pii = true },
		{ key = "note", label = { zh = "备注" }, type = "para" },
		{ key = "outcome", label = { zh = "办理结果", en = "Outcome" }, type = "codes", values = choices {
			{ "1", "予以公开", "Granted" }, { "2", "部分公开", "Granted in part" }, { "3.1", "不予公开·属于国家秘密", "Refused" } } },
	},
	states = { { key = "open", label = { zh = "办理中" }, initial = true }, { key = "answered", label = { zh = "已答复" } },
		{ key = "archived", label = { zh = "已归档" }, final = true } },
	moves = { { key = "reply", label = { zh = "答复" }, from = { "open" }, to = "answered", ask = { { field = "replied_on" } }, closed = true } },
	import = { key = { "applicant", "received_on" } },
}

local folder = "tests/fixtures/ledgers/"
local seen

local function known(row)
	local key = (row.set.applicant or "") .. "\0" .. (row.set.received_on or "") .. "\0" .. row.row .. row.sheet.name
	local same = words.text(row.set.applicant or "") .. (row.set.received_on or "")
	if seen.before[key] then
		seen.now[same] = row.row
		return "same"
	end
	if seen.now[same] then return "double", "twice" end
	seen.now[same] = row.row
	seen.after[key] = true
end

local function run(sheets, more)
	local job = { declared = declared, sheets = sheets, own = { columns = {}, values = {} }, values = values,
		context = { today = "2024-06-03" }, known = known, today = "2024-06-03", history = true }
	for key, value in pairs(more or {}) do job[key] = value end
	return plan.make(job)
end

local function cells_of(sheets)
	local count = 0
	for _, s in ipairs(sheets) do
		for _, row in pairs(s.rows) do
			for _, value in pairs(row) do
				if type(value) ~= "string" or value:find "%S" then count = count + 1 end
			end
		end
	end
	return count
end

-- Cells of the records that are neither in a field nor in the note, nor a mark that there is nothing.
local function lost(found)
	local out = {}
	for _, record in ipairs(found.records) do
		for col, column in ipairs(record.table.columns) do
			local raw = record.sheet:at(record.row, col)
			local text = raw ~= nil and words.text(raw)
			local mark = text and ({ ["/"] = 1, ["-"] = 1, ["—"] = 1, ["无"] = 1 })[text]
			local kept = raw == nil or mark or column.how == "serial" or column.how == "field" and record.set[column.field] ~= nil
				or column.how == "double" and words.text(record.set[column.field]):find(text, 1, true)
				or column.how == "state" or column.how == "no"
				or (record.note or ""):find(type(raw) == "table" and "{" or text, 1, true)
			if not kept then out[#out + 1] = record.sheet:place(record.row, col) .. " " .. tostring(text) end
		end
	end
	return table.concat(out, "\n")
end

local function skipped(found)
	local out = {}
	for _, one in ipairs(found.skipped) do
		if one.why ~= "header" then out[#out + 1] = one.row .. " " .. one.why end
	end
	return table.concat(out, ", ")
end

local function check(name, sheets, want, more)
	seen = { before = {}, now = {}, after = {} }
	local found = run(sheets, more)
	local c = found.cells
	local got = ("%d records, %d held; %s"):format(#found.records, #found.held, skipped(found))
	is(got, ("%d records, %d held; %s"):format(want[1], want[2], want[3] or ""), name)
	local sum = c.stored + c.noted + c.held + c.skipped + c.marks + c.serial + c.same
	ok(c.all == cells_of(sheets) and sum == c.all, name .. ": every cell is accounted for",
		("%d in the file, %d seen, %d accounted for"):format(cells_of(sheets), c.all, sum))
	is(lost(found), "", name .. ": nothing is lost on the way")
	seen = { before = seen.after, now = {}, after = {} }
	local again = run(sheets, more)
	ok(#again.records == 0 and #again.same == #found.records and #again.held == #found.held, name .. ": the second time it is known",
		("%d new, %d the same"):format(#again.records, #again.same))
	return found
end

local function file(name, want, more)
	return check(name, sheet.read(folder .. name), want, more)
end

local function field(found, i, key)
	local record = found.records[i]
	return record and record.set[key]
end

local function texts()
	local f = file("bom.csv", { 2, 0 })
	is(field(f, 2, "dept"), "法规处", "fields are where their columns are")
	f = file("gbk.csv", { 2, 0 })
	is(f.records[1].note, "领导批示：同意", "an unknown column is a note")
	f = file("unicode_text.csv", { 2, 0 })
	is(field(f, 2, "outcome"), "2", "a code for its label, in text of tabs")
	f = file("semicolon.csv", { 2, 0 })
	is(field(f, 1, "amount"), 123450, "money with its separators, in fields of semicolons")
	f = file("full_width.csv", { 2, 0 })
	ok(field(f, 1, "received_on") == "2023-04-20" and field(f, 1, "amount") == 12350 and field(f, 2, "outcome") == "1",
		"full-width digits, signs and spaces")
	f = file("quotes.csv", { 2, 0 })
	is(field(f, 1, "applicant"), '甲"某', "quotes in a quoted field")
	is(field(f, 1, "note"), '第一行\n第二行，有逗号,有"引号"', "lines and separators in it")
	f = file("formulas.csv", { 2, 0 })
	is(field(f, 1, "applicant"), "=cmd|' /C calc'!A0", "what looks like a formula is text")
	f = file("records.json", { 2, 0 })
	is(f.records[2].note, '快递单号：SF1；附加：{"a":[1,2]}', "unknown members are notes")
	file("lines.jsonl", { 2, 0 })
end

local function shapes()
	local f = file("totals.csv", { 3, 0, "4 total, 6 total" })
	is(field(f, 3, "amount"), 500, "a record below a subtotal")
	f = file("titles.csv", { 2, 0, "1 title, 2 remark, 6 units, 9 remark, 10 remark, 11 remark" })
	f = file("same_above.csv", { 3, 0 })
	ok(field(f, 2, "received_on") == "2023-04-20" and field(f, 2, "dept") == "办公室" and field(f, 3, "outcome") == "1"
		and field(f, 3, "dept") == nil, "the same as above")
	f = file("two_tables.csv", { 4, 0, "1 title, 6 title" })
	ok(field(f, 3, "applicant") == "丙某" and f.records[3].note == "快递单号：SF100", "a second table with columns of its own")
	file("empty_columns.csv", { 2, 0 })
	f = file("double_header.csv", { 2, 0 })
	ok(field(f, 1, "note") == "电话核实" and f.records[1].note == "备注：当面送达；申请人：代理人某", "the second of two columns is a note")
	file("blank_rows.csv", { 2, 0 })
	file("header_row_6.csv", { 1, 0, "1 title, 2 title, 4 title" })
	f = file("english.csv", { 2, 0 })
	is(field(f, 2, "outcome"), "2", "an English ledger")
	file("keys.csv", { 1, 0 })
	f = file("group_header.csv", { 2, 0 })
	ok(field(f, 1, "replied_on") == "2023-05-08" and f.records[1].note == "办理情况 快递单号：SF100", "columns below a group")
	file("repeated_header.csv", { 3, 0 })
	f = file("no_header.csv", { 0, 0 })
	ok(#f.unread == 1 and f.cells.skipped == 7, "a sheet without a header is listed")
	f = file("summary_below.csv", { 2, 2 })
end

local function contents()
	local f = file("dates.csv", { 6, 0 })
	local all = true
	for i = 1, 6 do all = all and field(f, i, "received_on") == "2023-04-20" and field(f, i, "replied_on") == "2023-05-08" end
	ok(all, "six spellings of a date")
	f = file("no_such_day.csv", { 1, 3 })
	local p = f.held[1].problems[1]
	ok(p.col == 2 and f.held[1].row == 2 and p.message:find "2023.2.30", "a day that does not exist has its place", p.message)
	f = file("negative.csv", { 1, 1 })
	is(field(f, 1, "amount"), -1250, "a negative amount")
	f = file("spellings.csv", { 4, 2 })
	is(f.proposed.outcome and f.proposed.outcome["予以公开了"], "1", "a near word is proposed, not taken")
	ok(field(f, 1, "outcome") == "2" and field(f, 3, "outcome") == "3.1", "signs and spaces do not matter")
	f = file("spellings.csv", { 5, 1 }, { accept = true })
	is(field(f, 1, "outcome"), "1", "it is taken when a person agrees")
	f = file("spellings.csv", { 5, 1 }, { own = { columns = {}, values = { outcome = { ["随便写写"] = "2" } } } })
	is(f.records[4].set.outcome, "2", "the mapping says what a word means")
	f = file("spellings.csv", { 6, 0 }, { own = { columns = { ["办理结果"] = "note" }, values = {} } })
	is(f.records[1].note, "办理结果：予以公开了", "and what a column means")
	f = file("placeholders.csv", { 2, 0 })
	ok(field(f, 1, "outcome") == nil and field(f, 2, "amount") == 0 and f.cells.marks == 5, "a dash is nothing, and a zero is not")
	f = file("missing.csv", { 2, 0 })
	ok(#f.records[1].warnings == 1, "what is missing in old records is a warning")
	file("missing.csv", { 0, 2 }, { history = false })
	f = file("doubles.csv", { 2, 1 })
end

local function states()
	local f = file("states.csv", { 4, 0 })
	is(f.records[1].state, "answered", "a date that is filled says which move was made")
	ok(f.records[1].moves[1].move == "reply" and f.records[1].moves[1].on == "2023-05-08" and f.records[1].moves[1].closed,
		"and when")
	is(f.records[3].state, "archived", "the column of states wins")
	is(#f.records[4].warnings, 1, "and says so when the dates say another")
	is(f.states.open, 2, "states are counted")
	file("states.csv", { 1, 3 }, { history = false })
end

local function workbook(name, sheets, want, more)
	local path = os.tmpname()
	local out = assert(io.open(path, "wb"))
	out:write(xlsx_of(sheets))
	out:close()
	local read = sheet.read(path)
	os.remove(path)
	return check(name, read, want, more)
end

local function workbooks()
	local f = workbook("merged headers", { { name = "2023", merges = { "A1:E1", "A2:A3", "B2:D2", "E2:E3", "E4:E5" }, rows = {
		{ "2023年台账" }, { "申请人", "办理情况", nil, nil, "承办处室" }, { nil, "收到日期", "答复日期", "单号" },
		{ "甲某", { date = 45036 }, { date = 45054 }, "SF1", "办公室" }, { "乙某", { date = 45037 } } } } }, { 2, 0, "1 title" })
	ok(field(f, 1, "received_on") == "2023-04-20" and field(f, 2, "dept") == "办公室" and f.records[1].note == "办理情况 单号：SF1",
		"dates of a workbook, a group of columns, a cell for two rows")
	f = workbook("serial numbers of days", { { name = "台账", rows = { { "申请人", "收到日期", "金额" }, { "甲某", 45036, 12.5 },
		{ "乙某", 20230421, "3" } } } }, { 2, 0 })
	ok(field(f, 1, "received_on") == "2023-04-20" and field(f, 2, "received_on") == "2023-04-21" and field(f, 1, "amount") == 1250,
		"a day number that is not shown as a date, eight digits that are one")
	f = workbook("formulas", { { name = "台账", rows = { { "申请人", "收到日期", "金额" }, { "甲某", 45036, { formula = "1+2", value = 3 } },
		{ "乙某", 45037, { formula = "A1+B1" } }, { "丙某", 45038, { raw = '<c r="REF" t="e"><f>1/0</f><v>#DIV/0!</v></c>' } },
		{ "总计", nil, { formula = "SUM(C2:C4)", value = 3 } } } } }, { 1, 2, "5 total" })
	is(field(f, 1, "amount"), 300, "the result of a formula")
	f = workbook("hidden rows and sheets", { { name = "公开", hidden_rows = { [3] = true }, rows = { { "申请人", "收到日期" }, { "甲某", 45036 },
		{ "乙某", 45037 } } }, { name = "隐藏", hidden = true, rows = { { "申请人", "收到日期" }, { "丙某", 45038 } } } }, { 3, 0 })
	is(f.tables[2].sheet.hidden, true, "both are read, and said to be hidden")
	f = workbook("numbers that are names", { { name = "台账", rows = { { "申请人", "收到日期", "证件号码", "承办处室" },
		{ "甲某", 45036, 310101199001011234, 12 }, { 1001, 45037, "11010519491231002X", "〇一" } } } }, { 1, 1 })
	ok(field(f, 1, "applicant") == "1001" and field(f, 1, "credential") == "11010519491231002X", "a number as text keeps its digits")
	ok(f.held[1].problems[1].col == 3, "a long one has lost some", f.held[1].problems[1].message)
	f = workbook("far from the corner", { { name = "台账", rows = { [8] = { [4] = "申请人", [6] = "收到日期" }, [11] = { [4] = "甲某", [6] = 45036 } } },
		{ name = "空表", rows = {} } }, { 1, 0 })
	is(f.records[1].sheet:place(f.records[1].row, 6), "台账!F11", "places are as a person sees them")
	f = workbook("a time of day behind the date", { { name = "台账", rows = { { "申请人", "收到日期" }, { "甲某", { date = 45036.5 } } } } }, { 1, 0 })
	ok(f.records[1].note:find "12:00", "is kept in the note", f.records[1].note)
end

return function()
	ok(header.words(declared, {})["申请人"].field == "applicant", "labels are known")
	texts()
	shapes()
	contents()
	states()
	workbooks()
	print("1.." .. n)
	return failed > 0 and 1 or 0
end
