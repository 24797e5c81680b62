-- the pure pieces of imports: headers, rows, cells, dates
local cell = require "govpub.register.import.cell"
local header = require "govpub.register.import.header"
local rows = require "govpub.register.import.rows"
local sheet = require "govpub.register.import.sheet"
local words = require "govpub.register.import.words"

local n, failed = 0, 0
local function ok(pass, name, detail)
	n = n + 1
	failed = failed + (pass and 0 or 1)
	print((pass and "ok %d - %s" or "not ok %d - %s"):format(n, name))
	if not pass and detail then print("# " .. tostring(detail)) end
end
local function is(got, want, name) ok(got == want, name, ("got %s, want %s"):format(got, want)) end

local declared = {
	fields = {
		{ key = "applicant", label = { zh = "申请人", en = "Applicant" }, type = "text", required = true },
		{ key = "received_on", label = { zh = "收到日期", en = "Received" }, type = "date", header = { "收件日" } },
		{ key = "replied_on", label = { zh = "答复日期" }, type = "date" },
		{ key = "amount", label = { zh = "金额" }, type = "money" },
		{ key = "outcome", label = { zh = "办理结果" }, type = "codes", values = {
			{ code = "1", label = { zh = "予以公开" } }, { code = "2", label = { zh = "部分公开" } },
			{ code = "3.1", label = { zh = "不予公开·属于国家秘密" } } } },
	},
	states = { { key = "open", label = { zh = "办理中" }, initial = true }, { key = "done", label = { zh = "已答复" }, final = true } },
	moves = { { key = "reply", label = { zh = "答复" }, from = { "open" }, to = "done", ask = { { field = "replied_on" } }, closed = true } },
	import = { header = { outcome = { "答复类型" } } },
}

local function sheet_of(list, more)
	local cols = 0
	for i, row in ipairs(list) do
		for col = 1, 30 do
			if row[col] == "" then row[col] = nil end
			if row[col] ~= nil then cols = math.max(cols, col) end
		end
		list[i] = row
	end
	local from = { name = "", hidden = false, cols = cols, rows = list, top = 1 }
	for key, value in pairs(more or {}) do from[key] = value end
	return sheet.of(from)
end

local function read(list, more)
	local tables, skipped = rows.read(sheet_of(list, more), header.words(declared, {}), declared.import)
	local why = {}
	for _, one in ipairs(skipped) do why[#why + 1] = ("%d %s"):format(one.row, one.why) end
	table.sort(why, function(a, b) return tonumber(a:match "%d+") < tonumber(b:match "%d+") end)
	return tables, table.concat(why, ", ")
end

local function dates()
	for text, want in pairs { ["2023-04-20"] = "2023-04-20", ["2023/4/20"] = "2023-04-20", ["2023.4.20"] = "2023-04-20",
		["2023年4月20日"] = "2023-04-20", ["20230420"] = "2023-04-20", ["二〇二三年四月二十日"] = "2023-04-20",
		["２０２３．４．２０"] = "2023-04-20", ["2023 年 4 月 2 日"] = "2023-04-02", ["2024.2.29"] = "2024-02-29",
		["二○二三年十二月三十一日"] = "2023-12-31", ["2023-04-20 00:00:00"] = "2023-04-20" } do
		is(cell.date(text), want, text)
	end
	for text, want in pairs { ["2023.2.30"] = "no-such-day", ["2023-13-01"] = "no-such-day", ["4.20"] = "no-year", ["23.4.20"] = "no-year",
		["待定"] = "no-date", [""] = "no-date", ["2023.4"] = "no-date", ["20231301"] = "no-such-day" } do
		local got, why = cell.date(text)
		ok(got == nil and why == want, ("'%s' is no date"):format(text), why)
	end
	local date, _, rest = cell.date "2023-04-20 09:30"
	ok(date == "2023-04-20" and rest == "09:30", "the time of day is left over", rest)
	date, _, rest = cell.date "2023年4月20日 上午"
	ok(date == "2023-04-20" and rest == "上午", "the half of it too", rest)
	date, _, rest = cell.date "2023年4月20日"
	ok(date == "2023-04-20" and rest == nil, "a date alone leaves nothing", rest)
end

local function compared()
	is(words.plain "收到 日期：", "收到日期", "spaces and signs do not count")
	is(words.bare "金额（元）", "金额", "nor what stands in brackets")
	is(words.text(3.1), "3.1", "a number has its shortest digits")
	is(words.near("予以公开了", { "予以公开", "部分公开" }), "予以公开", "the nearest word is proposed")
	is(words.near("张三", { "予以公开", "部分公开" }), nil, "one that is far away is not")
end

local function tables()
	local t, why = read { { "2023年依申请公开台账" }, { "单位：元" }, { "序号", "申请人", "收件日", "答复类型", "领导批示" },
		{ 1, "甲", "2023.4.20", "予以公开", "已阅" }, { 2, "乙", "同上", "〃" }, { "合计", 2 }, { "注：以上为本级数据" } }
	is(#t, 1, "one table is found")
	is(t[1].header.top, 3, "its header")
	is(why, "1 title, 2 title, 3 header, 6 total, 7 remark", "the rest is told apart")
	is(#t[1].rows, 2, "what remains are records")
	is(t[1].rows[2].cells[3], "2023.4.20", "the same as above is filled in")
	is(t[1].rows[2].cells[4], "予以公开", "written by a sign as well")
	is(t[1].rows[2].cells[5], nil, "what is empty stays empty")
	is(t[1].header.columns[1].how, "serial", "a serial number is no field")
	is(t[1].header.columns[5].how, "note", "an unknown column is kept as text")
end

local function headers()
	local t = read({ { "申请人", "办理情况", nil, nil }, { nil, "收到日期", "答复日期", "快递单号" }, { "甲", "2023.4.20", "2023.5.8", "SF1" } },
		{ merges = { 1, 1, 2, 1, 1, 2, 1, 4 } })
	is(t[1].header.bottom, 2, "a header of two rows")
	is(t[1].header.columns[1].field, "applicant", "merged over both")
	is(t[1].header.columns[3].field, "replied_on", "below a group")
	is(t[1].header.columns[4].name, "办理情况 快递单号", "an unknown one has both names")
	t = read { { "申请人", "办理情况", nil }, { nil, "收到日期", "答复日期" }, { "甲", "2023.4.20", "2023.5.8" } }
	ok(t[1].header.bottom == 2 and t[1].header.columns[3].field == "replied_on" and t[1].header.columns[1].field == "applicant",
		"the same without merged cells")
	t = read { { "Applicant", "Received" }, { "A", "2023-04-20" } }
	is(t[1].header.columns[2].field, "received_on", "an English header")
	t = read { { "申请人", "收到日期", "金额（元）", "收到日期" }, { "甲", "2023.4.20", 3, "x" } }
	is(t[1].header.columns[3].field, "amount", "units in brackets")
	is(t[1].header.columns[4].how, "double", "a second column of the same name is kept as text")
	t = read { { "x", "y" }, { 1, 2 } }
	is(#t, 0, "no header, no table")
end

local function parts()
	local t, why = read { { "申请人", "收到日期" }, { "甲", "2023.4.20" }, {}, {}, { "二月" }, { "申请人", "收到日期" }, { "乙", "2023.5.1" },
		{ "申请人", "收到日期" }, { "丙", "2023.5.2" }, { "丁", "2023.5.3" } }
	local n_rows = 0
	for _, one in ipairs(t) do n_rows = n_rows + #one.rows end
	is(n_rows, 4, "a second table in the sheet, and a header that is repeated")
	is(why, "1 header, 5 title, 6 header, 8 header", "are no records")
	t, why = read { { "申请人", "收到日期", "答复日期" }, { "文本", "年月日", "日期" }, { "示例", "2023.1.1", "" }, { "甲", "2023.4.20" }, { "莫名其妙的一句话" } }
	is(why, "1 header, 2 units, 3 example, 5 stray", "units, an example, and what nobody understands")
	is(#t[1].rows, 1, "one record is left")
	t = read({ { "申请人", "收到日期" }, { "甲", "2023.4.20" }, { nil, "2023.4.21" } }, { merges = { 2, 1, 3, 1 } })
	is(t[1].rows[2].cells[1], "甲", "a cell merged with the one above")
	t, why = read { { "申请人", "收到日期", "金额" }, { "总计划局", "2023.4.20", 1 }, { "合 计", nil, 1 }, { "2023年小计：1件" } }
	is(why, "1 header, 3 total, 4 total", "totals, but not a name that begins so")
end

return function()
	dates()
	compared()
	tables()
	headers()
	parts()
	print("1.." .. n)
	return failed > 0 and 1 or 0
end
