#!/usr/bin/env lua5.4
-- the declaration of a register: what is wrong with it is said with its place and the words that are allowed
local lab = dofile "tests/lib/register.lua"
local ok, is, fails = lab.ok, lab.is, lab.fails

local parts = {
	fields = [[{ { "title", "名称", text, required = true }, { "on", "日期", date }, { "who", "人员", rows { { "name", "姓名", text },
		{ "sent", "寄出", date }, { "back", "收回", date } } }, { "secret_name", "申请人", text, pii = true } }]],
	states = [[{ { "plan", "计划", initial = true }, { "held", "已办" }, { "filed", "归档", final = true } }]],
	moves = [[{ { "hold", "举办", from = "plan", to = "held", by = "公开办", ask = { "on", "!地点", "?人数说明" } },
		{ "file", "归档登记", from = "held", to = "filed", by = { "经办", "head" } }, { "remark", "记事", from = "*" } }]],
	clocks = [[{ { "plan", "期限", workdays(20), from = "on", stop = { "hold" }, warn = { 5, 0 }, law = "第一条", mark = "V" } }]],
	rest = [[title = "培训", alias = { "学习" }, number = "培训{year}-{seq:2}"]],
}

-- the small sound register with some parts replaced
local function source(change)
	local function part(key) return change and change[key] or parts[key] end
	return ([[return register "small" { %s, fields = %s, states = %s, moves = %s, clocks = %s }]])
		:format(part "rest", part "fields", part "states", part "moves", part "clocks")
end
local function declare(change) return lab.declare(source(change)) end
local function with(more) return { rest = parts.rest .. ", " .. more } end
local function wrong(change, pattern, name) fails(function() declare(change) end, pattern, name) end

local d = declare()
is(d.name .. d.title.zh .. d.alias[1] .. d.number, "small培训学习培训{year}-{seq:2}", "the head is data")
is(d.fields[1].key .. d.fields[1].label.zh .. d.fields[1].type .. tostring(d.fields[1].required), "title名称texttrue", "so is a field")
is(d.fields[3].rows[2].type, "date", "and a field of rows")
is(table.concat(d.moves[2].by, " "), "clerk head", "roles are keys, whichever word was written")
is(table.concat(d.moves[3].from, " "), "plan held", "* is every state that is not the last")
is(d.moves[1].ask[1].field .. d.moves[1].ask[2].free .. d.moves[1].ask[2].type .. d.moves[1].ask[3].free .. tostring(d.moves[1].ask[3].optional),
	"on地点text人数说明true", "what a move asks: a field, a question, one that may stay open")
is(d.clocks[1].kind .. d.clocks[1].n .. d.clocks[1].from.field .. d.clocks[1].stop[1] .. d.clocks[1].mark, "workdays20onholdV", "a clock is data")
ok(type(d.guard) == "function" and type(d.check) == "function", "the functions are beside the data")

-- hints
local hinted = declare(with [=[hints = { { "again", "相似", same = "secret_name", similar = "title", within = months(12) },
	{ "many", "次数", same = "title", on = "on", count = 10, per = "month", law = "第二条" } }]=])
is(hinted.hints[1].same .. hinted.hints[1].similar .. hinted.hints[1].at_least .. hinted.hints[1].within.kind .. hinted.hints[1].within.n,
	"secret_nametitle80months12", "a hint is data")
is(hinted.hints[2].count .. hinted.hints[2].per .. hinted.hints[2].on .. hinted.hints[2].law, "10monthon第二条", "so is one that counts")
local function wrong_hint(text, pattern, name) wrong(with("hints = { { 'a', '提示', " .. text .. " } }"), pattern, name) end
wrong_hint("same = 'who', count = 1, per = 'year'", "hints[1].same: a field of type rows does not fit; what fits: docno email", "same is one text")
wrong_hint("same = 'titel', count = 1, per = 'year'", "hints[1].same: there is no 'titel'", "that is there")
wrong_hint("same = 'title'", "hints[1]: similar or count is missing", "it says what it looks for")
wrong_hint("same = 'title', similar = 'secret_name', within = days(3)", "hints[1].similar: 'secret_name' is personal", "a personal text is not compared in part")
wrong_hint("same = 'title', similar = 'title', within = workdays(3)", "hints[1].within: must be days(n) or months(n)", "how far back: not in working days")
wrong_hint("same = 'title', similar = 'title', within = days(3), at_least = 101", "hints[1].at_least: per cent: 1 to 100", "per cent")
wrong_hint("same = 'title', count = 0, per = 'year'", "hints[1].count: must be a whole number from 1", "a number")
wrong_hint("same = 'title', count = 1, per = 'week'", "hints[1].per: there is no 'week'; there is: month year", "in a month or a year")
wrong_hint("same = 'title', count = 1, per = 'year', within = days(1)", "hints[1].within: does not go with count", "not both kinds at once")

-- labels, keys
is(declare { rest = [[title = { zh = "培训", en = "Training" }]] }.title.en, "Training", "a label may have both languages")
wrong({ rest = [[title = { en = "Training" }]] }, "title: zh is missing", "a label needs its Chinese")
wrong({ rest = [[titel = "x"]] }, "unknown key 'titel'; allowed: alias assigns checks", "an unknown key is named, with those that are allowed")
wrong({ fields = [[{ { "Title", "名称", text } }]] }, "fields[1][1]: 'Title' is no name for the program", "keys are small letters")
wrong({ fields = [[{ { "title", "名称" } }]] }, "fields[1][3]: this is no type; there is: bool codes", "a field has a type")
wrong({ fields = [[{ { "title", "名称", rows } }]] }, "fields[1][3]: this type needs more behind it", "rows needs its fields")
wrong({ fields = [[{ { "a", "名称", text }, { "a", "别名", text } }]] }, "fields[2]: 'a' is used twice, first by fields[1]", "a key is used once")
wrong({ fields = [[{ { "a", "名称", text }, { "b", "名称", text } }]] }, "fields[2][2]: '名称' is used twice", "so is a label")
wrong({ fields = [[{ { "state", "状态", text } }]] }, "fields[1][1]: 'state' has a meaning of its own", "some names are taken")
wrong({ fields = [[{ { "title", "名称", text, requird = true } }]] }, "fields[1]: unknown key 'requird'", "so is an attribute")
wrong({ fields = [[{ { "title", "名称", text, required = "helt" } }]], moves = "{}", states = [[{ { "plan", "计划", initial = true } }]],
	clocks = "{}" }, "fields[1].required: there is no 'helt'; there is: plan", "required names a state that is there")
wrong({ fields = [[{ { "t", "名称", enum { "甲", "甲" } } }]] }, "fields[1][3][2]: '甲' is used twice", "a value is there once")
wrong({ fields = [[{ { "t", "名称", enum { "甲" }, default = "乙" } }]] }, "fields[1].default[1]: there is no '乙'; there is: 甲", "a default is a value")
wrong({ fields = [[{ { "t", "名称", text, pattern = "^.*.*.*$" } }]] }, "fields[1].pattern", "a pattern that may take for ever is refused")
wrong({ fields = [[{ { "t", "名称", url, max = 3 } }]] }, "fields[1].max: a field of type url has no limits", "limits are for what can be compared")

local private = declare { moves = [[{ { "hold", "举办", from = "plan", to = "held", ask = { { "!缘由", text, pii = true } } },
	{ "file", "归档登记", from = "held", to = "filed" } }]], rest = parts.rest .. [[, roles = { { "经办", see = { "!缘由" } } }]] }
ok(private.moves[1].ask[1].pii and private.roles[1].see[1] == "!缘由", "an answer may be personal, and some see it")
wrong({ moves = [[{ { "hold", "举办", from = "plan", to = "held", ask = { { "!何时", date, pii = true } } } }]] }, "only a text is sealed",
	"but no date, which clocks read")

-- states and moves
wrong({ states = [[{ { "plan", "计划" } }]], moves = "{}", clocks = "{}" }, "states: no state is the first one", "there is a first state")
wrong({ states = [[{ { "a", "甲", initial = true }, { "b", "乙", initial = true } }]] }, "states[2].initial: 'a' is the first state already", "one")
wrong({ moves = [[{ { "hold", "举办", from = "plan", to = "held" } }]] }, "states[3]: no move leads to the state 'filed'", "every state can be reached")
wrong({ moves = [[{ { "hold", "举办", from = "plann", to = "held" } }]] }, "moves[1].from: there is no 'plann'; there is: filed held plan", "from is a state")
wrong({ moves = [[{ { "hold", "举办", from = "plan", to = "helt" } }]] }, "moves[1].to: there is no 'helt'", "so is to")
wrong({ moves = [[{ { "hold", "举办", to = "held" } }]] }, "moves[1]: from is missing", "a move begins somewhere")
wrong({ moves = [[{ { "hold", "举办", from = "filed", to = "held" } }]] }, "moves[1].from: 'filed' is a last state", "nothing leads out of a last state")
wrong({ moves = [[{ { "hold", "举办", from = "plan", by = "boss" } }]] }, "moves[1].by: there is no 'boss'", "a role is known")
wrong({ moves = [[{ { "hold", "举办", from = "plan", not_by = "file" } }]] }, "moves[1].not_by[1]: there is no 'file'", "not_by is a move")
wrong({ moves = [[{ { "hold", "举办", from = "plan", ask = { "onn" } } }]] }, "moves[1].ask[1]: there is no 'onn'", "what is asked is a field or begins with !")
wrong({ moves = [[{ { "hold", "举办", from = "plan", guard = true } }]] }, "moves[1].guard: must be a function", "a guard is a function")
wrong({ moves = [[{ { "hold", "举办", from = "plan", print = "回执" } }]], states = [[{ { "plan", "计划", initial = true } }]], clocks = "{}" },
	"moves[1].print: there is no '回执'", "a form is declared")

-- clocks
local function clock(text, more)
	return { clocks = "{ { 'c', '钟', " .. text .. " } }", rest = more and parts.rest .. "," .. more }
end
wrong(clock [[workdays(5), stop = { "hold" }]], "clocks[1]: never starts", "a clock starts")
wrong(clock [[workdays(5), from = "on"]], "clocks[1]: never stops", "and stops")
wrong(clock [[workdays(5), from = "title", stop = { "hold" }]], "clocks[1].from: 'title' is no date", "it starts from a date")
wrong(clock [[workdays(5), from = "@holt", stop = { "hold" }]], "clocks[1].from: there is no 'holt'", "or a move")
wrong(clock [[workdays(5), from = "who.sen", stop_on = "who.back"]], "clocks[1].from: there is no 'sen'; there is: back name sent", "or a date of rows")
wrong(clock [[workdays "x", from = "on", stop = { "hold" }]], "clocks[1][3]: must be a whole number", "its length is a number")
wrong(clock [[fixed "13-01", stop = { "hold" }]], "clocks[1][3]: '2000-13-01' is no date", "a fixed day is one")
wrong(clock [[workdays(5), from = "on", stop = { "hold" }, pause = { "plann" }]], "clocks[1].pause[1]: there is no 'plann'", "it pauses in states")
wrong(clock [[workdays(5), from = "on", stop = { "hold" }, pause = { rows = "who", from = "sent", to = "bak" }]],
	"clocks[1].pause[1].to: there is no 'bak'", "or while rows are open")
wrong(clock [[window(workdays(5)), from = "on"]], "clocks[1]: no move has it as within or after", "a window is used")
wrong(clock [[workdays(5), from = "on", stop = { "hold" }, agreed = "何时"]], "clocks[1].agreed: there is no '何时'", "an agreed date is asked for")
local c = declare(clock [[workdays(5), from = "who.sent", stop_on = "who.back", pause = { "plan", { rows = "who", from = "sent", to = "back" } },
	extend = { move = "remark", workdays(3) }]]).clocks[1]
is(c.from.rows .. c.from.field .. c.stop_on .. c.pause.states[1] .. c.pause.rows[1].to .. c.extend.kind .. c.extend.n,
	"whosentwho.backplanbackworkdays3", "rows start, stop and pause clocks")
local moot = declare { clocks = [[{ { "plan", "期限", workdays(20), from = "on", stop = { "hold" }, over = { "remark" } } }]] }
is(moot.clocks[1].over[1], "remark", "a clock may be moot behind a move")
is(declare { states = [[{ { "plan", "计划", initial = true }, { "held", "已办" }, { "filed", "归档", final = true, law = "第二条" } }]] }.states[3].law, "第二条",
	"a state has its article")
local asked = declare(clock [[ask_days, from = "@hold", stop = { "file" }]])
is(asked.moves[1].ask[4].free .. asked.moves[1].ask[4].type .. asked.clocks[1].ask, "钟days钟", "ask_days makes its move ask for the days")
asked = declare(clock [[every(months(3)), from = "on"]]).clocks[1]
is(asked.kind .. asked.every.kind .. asked.every.n, "everymonths3", "every(…) needs no stop")
asked = declare(clock [[before(days(7)), from = "on", stop = { "hold" }]]).clocks[1]
is(asked.kind .. asked.unit .. asked.n, "beforedays7", "before(…)")
asked = declare(clock [[nth(6, 2, 6), stop = { "hold" }]]).clocks[1]
is(("%s %d %d %d"):format(asked.kind, asked.month, asked.nth, asked.weekday), "nth 6 2 6", "nth(…)")

-- the rest
wrong(with [[views = { { "all", "全部", cols = "title onn" } }]], "views[1].cols[2]: there is no 'onn'", "a view shows fields")
wrong(with [[views = { { "all", "全部", sort = "-onn" } }]], "views[1].sort[1]: there is no 'onn'", "and is in their order")
wrong(with [[report = { { "n", "件数", crosstab { row = "title" } } }]], "report[1][3]: row and col are missing", "a crosstab has two sides")
wrong(with [[report = { { "n", "件数", crosstab { row = "title", col = "tite" } } }]], "report[1][3].col: there is no 'tite'", "which are fields")
wrong(with [[report = { { "n", "件数", count { wher = "" } } }]], "report[1][3].wher: unknown key 'wher'; allowed: of where", "so are its keys")
wrong(with [[public = { when = { "held" }, fields = { "title", "secret_name" } }]], "public.fields[2]: 'secret_name' is personal and never public",
	"what is personal is never public")
wrong(with [[public = { when = { "helt" }, fields = { "title" } }]], "public.when[1]: there is no 'helt'", "public names states")
wrong(with [[closed = { "holt" }]], "closed[1]: there is no 'holt'", "closed names moves")
wrong(with [[rename = { state = { plan = "held" } }]], "rename.state.plan: 'plan' is still there", "what is renamed is gone")
wrong(with [[roles = { { "经办", see = { "secret" } } }]], "roles[1].see[1]: there is no 'secret'", "roles see fields")
wrong(with [[checks = { { "x", "fatal", function() end } }]], "checks[1][2]: there is no 'fatal'; there is: error info warning", "a check has a level")
wrong({ rest = [[title = "x", number = "{yeer}"]] }, "number: there is no 'yeer'", "a number has known parts")
wrong({ rest = [[title = "x", number = "{year}"]] }, "number: {seq} is missing", "and a running one")
wrong(with [[import = { key = { "titel" } }]], "import.key[1]: there is no 'titel'", "import has fields")
fails(function() lab.declare(source(), "a", "other") end, "name: the file is called other.lua and declares 'small'", "the file has the name of the register")
ok(pcall(declare, with [[views = { { "all", "全部", cols = "no title who.sent plan created_on", sort = "-plan" } }]]),
	"columns are fields, those of rows, clocks and what every record has")
lab.finish()
