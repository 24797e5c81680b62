-- values, dates and people of registers: what is understood, what is refused; run by tests/lua/register_values.t
local calendar = require "govpub.calendar"
local dates = require "govpub.register.dates"
local numbers = require "govpub.register.numbers"
local output = require "govpub.register.output"
local people = require "govpub.register.people"
local text = require "govpub.text"
local values = require "govpub.register.values"

local n, failed = 0, 0
local function is(got, want, name)
	n = n + 1
	local pass = got == want
	if not pass then failed = failed + 1 end
	print(("%sok %d - %s"):format(pass and "" or "not ", n, name))
	if not pass then print(("# got:  %s\n# want: %s"):format(tostring(got), tostring(want))) end
end

local context = { today = "2023-04-20", calendar = calendar.open() } -- a Thursday
local function read(field, word) return (values.read(field, word, context)) end
local function refused(field, word)
	local value, why = values.read(field, word, context)
	return value == nil and type(why) == "string" and why ~= ""
end

local function of_dates()
	for word, want in pairs { ["4.20"] = "2023-04-20", ["0420"] = "2023-04-20", ["4月20日"] = "2023-04-20", ["昨天"] = "2023-04-19",
		["周五"] = "2023-04-21", ["上周五"] = "2023-04-14", ["下周一"] = "2023-04-24", ["星期日"] = "2023-04-23",
		["+5工作日"] = "2023-04-26", ["-3天"] = "2023-04-17", ["+10d"] = "2023-04-30", ["２０２３．４．２０"] = "2023-04-20",
		["2023/4/20"] = "2023-04-20", ["20230420"] = "2023-04-20", ["last friday"] = "2023-04-14", friday = "2023-04-21" } do
		is(dates.read(word, context), want, "a date: " .. word)
	end
	for _, word in ipairs { "2.30", "0231", "1332", "+5", "上上周五", "周八", "+99999天", "4.20.1", "", "2023.2.30" } do
		local date, why = dates.read(word, context)
		is(date == nil and type(why), "string", "no date: " .. word)
	end
	is(dates.spell("2023-04-23", context.calendar), "2023-04-23 Sunday (make-up working day)", "a worked Sunday says so")
	is(dates.spell("2023-04-20", context.calendar), "2023-04-20 Thursday", "an ordinary day is spelt with its weekday")
end

local function of_numbers()
	for word, want in pairs { ["1,234.50元"] = 123450, ["1234.5"] = 123450, ["0.1"] = 10, ["1.2万元"] = 1200000, ["￥20"] = 2000,
		["-3.07"] = -307, ["1,234,567"] = 123456700, ["0.123万元"] = 123000 } do
		is(numbers.cents(word), want, "money: " .. word)
	end
	for _, word in ipairs { "1,23", "12.345", "1.", "abc", "1元2", "", "1e9", "9999999999999999999" } do
		is(numbers.cents(word), nil, "no money: " .. word)
	end
	is(numbers.yuan(123450), "1,234.50 yuan", "money is shown with its commas")
	is(numbers.yuan(-5), "-0.05 yuan", "and small ones with their zeros")
	is(numbers.int "1,234", 1234, "a whole number with commas")
	is(numbers.int "12.0", nil, "a fraction is none")
end

local enum = { key = "k", type = "enum", values = { { code = "own", label = { zh = "自然人", en = "Person" } },
	{ code = "2", label = { zh = "商业企业", en = "Business" } } } }
local function of_types()
	is(read(enum, "自然人"), "own", "an entry by its Chinese label")
	is(read(enum, "ＢＵＳＩＮＥＳＳ"), "2", "by its English one, whatever the width")
	is(read(enum, "2"), "2", "by its code")
	is(refused(enum, "自然"), true, "half of a label is not guessed")
	is(read({ type = "docno" }, "沪文旅公开申[2023]12号"), "沪文旅公开申〔2023〕12号", "a document number gets its brackets")
	is(read({ type = "idno" }, "11010519491231002x"), "11010519491231002X", "a resident's number whose digit fits")
	is(refused({ type = "idno" }, "110105194912310021"), true, "one that does not is refused")
	local _, why = values.read({ type = "idno" }, "110105194912310021", context)
	is(why:find("1101", 1, true), nil, "and not repeated in the message")
	is(read({ type = "uscc" }, "91350100M000100Y43"), "91350100M000100Y43", "a credit code")
	is(refused({ type = "uscc" }, "91350100M000100Y44"), true, "a wrong one is refused")
	is(read({ type = "bool" }, "是"), true, "yes")
	is(read({ type = "bool" }, "×"), false, "no")
	is(refused({ type = "bool" }, "也许"), true, "perhaps is neither")
	is(read({ type = "time" }, "4.20 9:30"), "2023-04-20T09:30", "a time of a day")
	is(refused({ type = "time" }, "4.20 24:30"), true, "an hour too many")
	is(table.concat(read({ type = "set" }, "甲、乙；丙, 丁"), "|"), "甲|乙|丙|丁", "a set, whatever separates it")
	is(refused({ type = "text" }, "a\nb"), true, "a text is one line")
	is(read({ type = "para" }, "a\r\nb"), "a\nb", "a paragraph may be more")
	is(refused({ type = "text" }, "a\27[31m"), true, "control characters are refused")
	is(refused({ type = "text" }, "\xff"), true, "bytes that are no UTF-8 as well")
	is(refused({ type = "text", max = 3 }, "一二三四"), true, "more characters than allowed")
	is(read({ type = "text", max = 4 }, "一二三四"), "一二三四", "characters count, not bytes")
	is(refused({ type = "int", min = 0 }, "-1"), true, "a number below its least")
	is(refused({ type = "text", pattern = "^%d+$" }, "12a"), true, "a text that does not fit its pattern")
	is(refused({ type = "url" }, "javascript:alert(1)"), true, "an address of another scheme")
	is(refused({ type = "text", calc = true }, "x"), true, "a calculated field takes nothing")
	is(read({ type = "text" }, "  "), nil, "blanks are nothing")
end

local rows = { key = "who", type = "rows", label = { zh = "人员" }, rows = { { key = "name", label = { zh = "姓名" }, type = "text", required = true },
	{ key = "on", label = { zh = "日期" }, type = "date" } } }
local function of_rows()
	local list = read(rows, "张三|4.20；姓名=李四")
	is(#list, 2, "rows are separated by semicolons")
	is(list[1].name .. list[1].on, "张三2023-04-20", "cells come in their order")
	is(list[2].name, "李四", "or by name")
	is(refused(rows, "|4.20"), true, "a cell that is needed is missing")
	is(refused(rows, "张三|4.20|x"), true, "one cell too many")
	is(values.show(rows, list), "张三 | 2023-04-20; 李四", "rows are shown on one line")
	is(values.show({ type = "text", pii = true }, { ["$v"] = "00" }), "＊", "a sealed value is a star")
	is(values.show({ type = "text", pii = true }, { ["$erased"] = true }), "(erased)", "an erased one says so")
	is(values.check({ type = "date" }, "2023-02-30") ~= nil, true, "a date that does not exist is found")
	is(values.check({ type = "refs" }, { { reg = "dept", rid = "X" }, {} }) ~= nil, true, "a reference without its record too")
end

local function of_people()
	local office = { people = { { id = "zhang", name = "张", login = "zhang", roles = { clerk = true } },
		{ id = "li", name = "李", login = "li", roles = { head = true } } } }
	local zhang, li, nobody = people.user(office, "zhang"), people.user(office, "li"), people.user(office, "x")
	local decl = { moves = { { key = "a", by = { "经办" } } }, roles = { { role = "head", see = { "name" } } } }
	is(people.may(zhang, { "经办" }), true, "a role by its Chinese name")
	is(people.may(li, { "clerk" }), false, "somebody else's move")
	is(people.may(nobody, nil), false, "who is not known may do nothing")
	is(people.sees(li, decl, "name"), true, "who may see, sees")
	is(people.sees(zhang, decl, "name"), false, "others do not")
	is(people.sees(li, decl, "phone"), false, "nor what is not named")
	is(people.sees(zhang, { moves = decl.moves }, "name"), true, "where nothing is said, those who take part see")
	is(people.sees(li, { moves = decl.moves }, "name"), false, "and others do not")
	is(people.user({ people = {} }, "root").everything, true, "an office without people has one who may do everything")
end

return function()
	of_dates()
	of_numbers()
	of_types()
	of_rows()
	of_people()
	is(text.width "依申请a", 7, "Chinese takes two columns")
	is(text.cut("依申请公开", 6), "依申…", "what does not fit is cut between characters")
	is(text.cut("依申请", 6), "依申请", "what fits stays")
	is(output.plain "a\27[2Jb\nc", "a\\x1b[2Jb c", "what draws on a terminal is shown, not obeyed")
	print("1.." .. n)
	return failed > 0 and 1 or 0
end
