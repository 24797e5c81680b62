#!/usr/bin/env lua5.4
-- the declaration of a report: what is wrong with it is said with its place; variants of a form
local lab = dofile "tests/lib/report.lua"
local ok, is, fails = lab.ok, lab.is, lab.fails

-- a small sound declaration, changed by `change` before it is declared
local function declared(change)
	local d = {
		id = "small", series = "small", title = { zh = "小表", en = "Small" }, form = { number = "甲〔2025〕1号", mark = "D" },
		years = { 2025 }, heading = "{agency}{year}年小表",
		sections = { { id = "0" }, { id = "1", heading = "一、文字", text = true }, { id = "2", heading = "二、表", table = "t" } },
		tables = {
			{ id = "t", json = "t", parts = { {
				columns = { { id = "甲", json = "a", label = { "人", "甲" } }, { id = "乙", json = "b", label = { "人", "乙" } },
					{ id = "计", json = "sum", label = { "计" }, sum = { "甲", "乙" } } },
				rows = { { id = "R1", number = "一", json = "one", label = { "办", "一" } },
					{ id = "R2", json = "two", label = { "办", "二" } }, { id = "R3", json = "three", label = { "结" } },
					{ id = "R4", json = "all", label = { "总计" }, sum = { "R1", "R2", "R3" } } },
			} } },
		},
	}
	if change then change(d, d.tables[1], d.tables[1].parts[1], d.tables[1].parts[1].rows, d.tables[1].parts[1].columns) end
	return lab.report(d)
end
local function refused(text, change, name)
	fails(function() declared(change) end, text, name)
end

ok(pcall(declared), "a sound declaration passes")
is(#declared().checks, 0, "checks may be missing")
fails(function() lab.report "x" end, "declared by a table", "what is no table is refused")

-- keys and kinds
refused("tables[1].parts[1].rows[3]: unknown key 'lable'; allowed: also basis", function(_, _, _, rows)
	rows[3].lable, rows[3].label = rows[3].label, nil
end, "a mistyped key is named with its place and what is allowed")
refused("tables[1].parts[1].rows[3]: label is missing", function(_, _, _, rows) rows[3].label = nil end, "a missing key is named")
refused("layuot", function(_, t) t.layuot = "rows" end, "a mistyped key of a table is named")
refused("tables[1].layout: 'grid' is none of: rows across fields", function(_, t) t.layout = "grid" end, "an unknown layout is refused")
refused("rows[1].type: 'float'", function(_, _, _, rows) rows[1].type = "float" end, "an unknown type is refused")
refused("years: the last year, 2019, is before the first, 2025", function(d) d.years = { 2025, 2019 } end, "years that are turned round")
refused("years[1]: must be a year", function(d) d.years = { "2025" } end, "a year is a number")
refused("due.department: '1-31' is no day", function(d) d.due = { department = "1-31" } end, "a day is written 01-31")
refused("title: unknown key 'fr'; allowed: en zh", function(d) d.title = { zh = "甲", fr = "a" } end, "a language that is not known")
refused("rows[2].label: must not be empty", function(_, _, _, rows) rows[2].label = {} end, "an empty label is refused")
refused("rows[2].label[2]: must be a string", function(_, _, _, rows) rows[2].label = { "办", 2 } end, "a label is made of strings")
refused("rows[2].label: must be a list", function(_, _, _, rows) rows[2].label = { x = "办" } end, "a list has no names in it")
refused("id: 'a b'", function(d) d.id = "a b" end, "an id is a plain name")
refused("checks[1]: severity is missing", function(d)
	d.checks = { { id = "c", title = "甲", message = "乙", check = function() end } }
end, "a check without severity is refused")

-- pieces that must fit together
refused("rows[2]: id 'R1' is used twice, first by tables[1].parts[1].rows[1]", function(_, _, _, rows) rows[2].id = "R1" end,
	"an id that is used twice")
refused("number 'R2' is used twice", function(_, _, _, rows) rows[3].number = "R2" end, "a number that is the id of another row")
refused("json 'one' is used twice", function(_, _, _, rows) rows[2].json = "one" end, "a json name that is used twice")
refused("columns[2]: json is missing", function(_, _, _, _, columns) columns[2].json = nil end, "several columns need json names")
refused("must not have / { } or blanks", function(_, _, _, rows) rows[2].id = "R/2" end, "an id with a slash in it")
refused("rows[4].sum[2]: there is no 'R9' here", function(_, _, _, rows) rows[4].sum = { "R1", "R9" } end, "a sum of a row that is not there")
refused("addend 'R1' is used twice", function(_, _, _, rows) rows[4].sum = { "R1", "R1" } end, "a sum that counts a row twice")
refused("contains itself", function(_, _, _, rows) rows[1].sum = { "R4" } end, "a sum that goes round in a circle")
refused("'R3' is no number", function(_, _, _, rows) rows[3].type = "text" end, "a sum of words")
refused("heading '办' was left after 'R2'", function(_, _, _, rows) rows[4].label = { "办", "四" } end,
	"a heading that comes back after something else")
refused("'结' is the whole label of R3", function(_, _, _, rows) rows[4].label = { "结", "四" } end, "a label that is also a heading")
refused("label '结' is taken by 'R3'", function(_, _, _, rows) rows[4].label = { "结" } end, "two rows of the same label")
refused("sections[3]: there is no table 'u'", function(d) d.sections[3].table = "u" end, "a section that shows no table")
refused("tables[1]: no section shows table 't'", function(d) d.sections[3].table = nil end, "a table that no section shows")
refused("table 't' is used twice", function(d) d.sections[2].table = "t" end, "a table that is shown twice")
refused("sections[2]: heading is missing", function(d) d.sections[2].heading = nil end, "a section without a heading")
refused("layout fields has one column", function(_, t) t.layout = "fields" end, "fields with several columns")
refused("layout across has one part", function(_, t, part) t.layout, part.title = "across", "题" end, "side by side with a title")

local left = {}
for key, value in pairs(declared()) do
	if type(value) == "table" and not ("title form years sections tables checks"):find(key, 1, true) then left[#left + 1] = key end
end
is(table.concat(left, " "), "", "a declared report carries no data besides its declaration")

-- what crosses must not be what was declared
local source = { zh = "小表" }
local made = declared(function(d) d.title = source end)
source.zh = "改"
is(made.title.zh, "小表", "a report keeps its own copy of the declaration")

-- variants
local base = declared(function(_, t) t.sheet = "表" end)
local function variant(changes)
	changes.id = changes.id or "ours"
	return lab.report(lab.extend(base, changes))
end
local cells = lab.require "report.cells"
local wider = variant { title = "我们的表", tables = { { id = "t", sheet = "我表",
	rows = { { id = "R2a", after = "R2", json = "more", label = { "办", "二之二" } }, { id = "R1", hint = "提示" },
		{ id = "R4", sum = { "R1", "R2", "R2a", "R3" } } } } } }
is(#cells.list(wider), #cells.list(base) + 3, "a variant has one row more")
is(wider.tables[1].parts[1].rows[3].id, "R2a", "it stands where it was told to")
is(#cells.get(wider, "t.R4/甲").down, 4, "its total counts it")
ok(wider.tables[1].sheet == "我表" and wider.tables[1].parts[1].rows[1].hint == "提示" and wider.title == "我们的表",
	"single keys are replaced")
ok(#base.tables[1].parts[1].rows == 4 and not base.tables[1].parts[1].rows[1].hint and base.title.zh == "小表",
	"the other form stays as it was")
local fewer = variant { tables = { { id = "t", rows = { { id = "R3", drop = true }, { id = "R4", sum = { "R1", "R2" } } } } } }
is(#cells.list(fewer), #cells.list(base) - 3, "a row can be left out")
fails(function() variant { tables = { { id = "t", rows = { { id = "R3", drop = true } } } } } end, "there is no 'R3' here",
	"a total that still counts it is refused")
fails(function() variant { tables = { { id = "t", rows = { { id = "R9", drop = true } } } } } end, "no 'R9' to drop",
	"what is not there cannot be left out")
fails(function() variant { tables = { { id = "t", rows = { { id = "R9", after = "R8", json = "x", label = { "九" } } } } } } end,
	"no 'R8' to come after", "what is not there has nothing after it")
fails(function() variant { tables = { { rows = {} } } } end, "tables[1]: id is missing", "a change says what it changes")
fails(function() variant { secitons = {} } end, "unknown key 'secitons'", "a mistyped key of a variant is refused")
local with = variant { sections = { { id = "3", after = "2", heading = "三、又一表", table = "u" } }, tables = { { id = "u", json = "u",
	parts = { { columns = { { id = "值", label = { "值" } } }, rows = { { id = "A", json = "a", label = { "甲" }, type = "yesno" } } } } } } }
is(with.export({ report = { cells = { ["u.A/值"] = true } } }).rows[2][5], "是", "a variant may have a table more, with answers")
local fields = variant { id = "fields", tables = { { id = "t", layout = "fields", parts = { { title = "一组",
	columns = { { id = "值", label = { "值" } } },
	rows = { { id = "A", json = "a", label = { "甲", "一" } }, { id = "B", json = "b", label = { "甲", "二" }, type = "text" } } } } } } }
local block = fields.template({}).document.blocks[2]
ok(#block.rows == 3 and block.rows[1][1].cols == 3 and block.rows[2][1].rows == 2 and block.rows[3][2].input == "text",
	"layout fields: a title, labels at the left, a value at the right")
local own = lab.report(lab.extend(base, { id = "own", render = function(ask, default)
	local document = default(ask)
	document.footer = "自己的页脚"
	return document
end }))
local ask = { draft = true, report = { cells = {} } }
is(own.render(ask).footer, "自己的页脚", "a report may change what the engine renders")
is(lab.report(lab.extend(own, { id = "own2" })).render(ask).footer, "自己的页脚", "and its variants take that over")
local foi = lab.form "foi-2021"
is(#cells.list(lab.report(lab.extend(foi, { id = "ours", title = "甲" }))), #cells.list(foi), "a variant of the shipped form")

lab.finish()
