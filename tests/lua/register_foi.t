#!/usr/bin/env lua5.4
-- requests for information: what each move asks for (T1 to T23 of the specification), and the article that says so
local lab = dofile "tests/lib/register.lua"
local ok, is = lab.ok, lab.is
local d = lab.shipped "foi"

local TODAY = "2023-05-10"
local function full(more)
	local fields = { applicant = "＊", contact = "＊", credential = "＊", subject = "五年来的批复", delivery = "post", channel = "counter",
		category = "natural", arrived_on = "2023-04-20", received_on = "2023-04-20" }
	for key, value in pairs(more or {}) do fields[key] = value end
	for key, value in pairs(fields) do
		if value == false then fields[key] = nil end
	end
	return fields
end
local function moves(...)
	local list = {}
	for i, key in ipairs { ... } do list[i] = { move = key, on = "2023-04-21" } end
	return list
end

-- one record: { fields, state, moves, clocks, answers, links }
local function asked(fn, move, record, on)
	record.reg, record.rid, record.state = "foi", "01", record.state or "open"
	return d[fn] { move = move, records = { record }, context = { today = TODAY, on = on or TODAY, user = "w", roles = { "clerk" } } }[1]
end
local function may(move, record, name, on) ok(asked("guard", move, record, on).ok, name) end
local function refused(move, record, word, name, on)
	local answer = asked("guard", move, record, on)
	local zh = type(answer.reason) == "table" and answer.reason.zh or ""
	ok(not answer.ok and zh:find(word, 1, true) ~= nil and answer.reason.en ~= nil, name, zh)
end

-- every move stands on something
for _, move in ipairs(d.moves) do
	ok(move.mark, move.key .. " says how sure its rule is")
end
for _, clock in ipairs(d.clocks) do ok(clock.mark and clock.law, "the clock " .. clock.key .. " has its article and how sure it is") end

-- T1, T2, T3
may("accept", { fields = full() }, "what was handed in is accepted on its day")
refused("accept", { fields = full { contact = false } }, "第二十九条", "not without a contact")
refused("accept", { fields = full { received_on = "2023-04-21" } }, "第三十一条", "the day of receipt is that of handing in")
refused("accept", { fields = full { channel = "web" } }, "双方确认", "what came by web is confirmed first")
may("accept", { fields = full { channel = "web", received_on = "2023-04-21" }, moves = moves "confirm" }, "and accepted then")
refused("accept", { fields = full { channel = "misdelivered" } }, "双方确认", "so is what went to another unit")
refused("confirm", { fields = full { channel = "plain", received_on = "2023-04-19" } }, "第三十一条", "a confirmation is not before the arrival")
refused("confirm", { fields = full {} }, "不需要确认", "registered mail needs none")
may("accept", { fields = full { category = "business", credential = false, uscc = "913100000000000000" } }, "an organisation has its code")

-- T4 to T7
may("correct", { fields = full() }, "correction is asked for")
refused("correct", { fields = full(), moves = moves "correct" }, "第三十条", "once only")
local correcting = { amend = { status = "running", due = "2023-05-08", overdue = true } }
may("amended", { state = "correcting", fields = full(), clocks = correcting }, "it comes in time", "2023-05-08")
refused("amended", { state = "correcting", fields = full(), clocks = correcting }, "第三十条", "late it needs a reason")
may("amended", { state = "correcting", fields = full(), clocks = correcting, answers = { ["逾期补正的正当理由"] = "住院" } }, "and a reason is enough")
may("lapse", { state = "correcting", fields = full(), clocks = correcting }, "what is not corrected in time lapses")
refused("lapse", { state = "correcting", fields = full(), clocks = { amend = { due = "2023-06-01" } } }, "尚未届满", "not before")
is(asked("set", "lapse", { state = "correcting", fields = full() }).outcome, "6.1", "as 6.1")
is(asked("set", "lapse", { state = "payfee", fields = full() }).outcome, "6.2", "or 6.2 where a fee was not paid")
refused("submit", { fields = full { outcome = "4.3", ground = "条例第三十条" } }, "第三十条", "unclear after correction needs a correction")
may("submit", { fields = full { outcome = "4.3", ground = "条例第三十条" }, moves = moves("correct", "amended") }, "and may be said after it")

-- T8 to T10
local function consulted(row, more)
	more = more or {}
	more.consultations = { row }
	return { fields = full(more), before = { consultations = { { kind = row.kind, sent_on = row.sent_on } } } }
end
refused("consult", { fields = full() }, "第三十二条", "a consultation says whom and when")
may("consult", consulted { kind = "third", sent_on = "2023-04-25" }, "several may run at once")
refused("opinion", consulted { kind = "third", sent_on = "2023-04-25", answered_on = "2023-05-05" }, "写明意见", "an answer has a view")
local passed = { { by = "李四", on = "2023-05-09", view = "passed" } }
refused("submit", consulted({ kind = "third", sent_on = "2023-04-25" }, { outcome = "1", review = passed }), "第三十二条",
	"nothing is signed while an opinion is awaited")
refused("consult", consulted { kind = "co_maker", sent_on = "2023-04-25" }, "牵头", "co-makers are asked by who led the making")
may("consult", consulted { kind = "co_maker", sent_on = "2023-04-25", lead = true }, "which may be us")
refused("opinion", consulted { kind = "third", sent_on = "2023-04-25", answered_on = "2023-05-05", view = "none" }, "未满十五个工作日",
	"silence is none before the time")
may("opinion", consulted { kind = "other", sent_on = "2023-04-25", answered_on = "2023-05-05", view = "none" }, "other agencies have no such time")
local overridden = { kind = "third", sent_on = "2023-04-25", answered_on = "2023-05-05", view = "disagree" }
refused("submit", consulted(overridden, { outcome = "1", review = passed }), "书面告知第三方", "a third party that disagrees is told")
overridden.told_on = "2023-05-08"
may("submit", consulted(overridden, { outcome = "1", review = passed }), "then it may be disclosed")

-- T11 to T14
may("extend", { fields = full(), clocks = { reply = { status = "running", due = "2023-05-19" } } }, "extended before it is due")
refused("extend", { fields = full(), clocks = { reply = { status = "running", due = "2023-05-09", overdue = true } } }, "第三十三条", "not after")
refused("extend", { fields = full(), moves = moves "extend" }, "只能延期一次", "once only")
refused("extend", { fields = full(), answers = { ["延长工作日数"] = 21 } }, "不得超过二十个工作日", "by 20 working days at most")
refused("ask_why", { fields = full(), moves = moves "ask_why" }, "第三十五条", "reasons are asked for once")
is(asked("set", "unreasonable", { state = "explaining", fields = full() }).outcome, "5.4", "bad reasons end it as 5.4")
refused("submit", { fields = full { outcome = "5.4", ground = "条例第三十五条" } }, "第三十五条", "5.4 needs that they were asked for")

-- T15, T16
local function charged(row, more)
	local rows = { row }
	table.move(more or {}, 1, #(more or {}), 2, rows)
	return { fields = full { fees = rows }, clocks = { reply = { due = "2023-05-19" }, fee = { due = "2023-06-07" } }, state = "open" }
end
may("charge", charged { basis = "pages", n = 40, amount = 10000, notice_on = "2023-05-10" }, "a fee is asked for within the time")
refused("charge", charged { basis = "pages", amount = 10000, notice_on = "2023-05-22" }, "答复期限内", "not after it")
refused("charge", charged({ basis = "pages", amount = 10000, notice_on = "2023-05-10" }, { { basis = "items", amount = 100, notice_on = "2023-05-10" } }),
	"不能并用", "by one basis only")
refused("charge", charged { basis = "pages", amount = 0, notice_on = "2023-05-10" }, "写明收费标准", "of more than nothing")
may("paid", charged { basis = "pages", amount = 1, paid_on = "2023-06-07" }, "paid on the last day", "2023-06-07")
refused("paid", charged { basis = "pages", amount = 1, paid_on = "2023-06-08" }, "视为放弃", "not a day later", "2023-06-08")

-- T18
local function outcome(code, more)
	more = more or {}
	more.outcome = code
	return { fields = full(more) }
end
refused("submit", outcome(nil), "第三十六条", "a decision has an outcome")
refused("submit", outcome "1", "先审查、后公开", "what is disclosed was reviewed")
may("submit", outcome("1", { review = passed }), "then it may be signed")
refused("submit", outcome("2", { ground = "条例第三十七条", review = { { by = "李四", on = TODAY, view = "refused" } } }), "先审查、后公开", "a refusal is no pass")
refused("submit", outcome "3.5", "须写明依据", "what is withheld has its ground")
may("submit", outcome("3.5", { ground = "条例第十六条第一款" }), "and needs no review")
refused("submit", outcome("4.1", { ground = "条例第三十六条第四项" }), "检索记录", "not held: what was searched")
may("submit", outcome("4.1", { ground = "条例第三十六条第四项", sub_reason = "not_exist", searches = { { place = "档案系统" } } }), "with the search it may be said")
refused("submit", outcome("5.2", { ground = "条例第三十六条第六项" }), "已经答复的那一件", "repeated: which one")
may("submit", { fields = full { outcome = "5.2", ground = "条例第三十六条第六项", same_as = { reg = "foi", rid = "02" } } }, "and then it may be said")
refused("submit", outcome("6.1", { ground = "x" }), "视为放弃", "what lapses has its own move")

-- T19 to T23
refused("deliver", { state = "answered", fields = full { service = "post", posted_on = "2023-05-10" } }, "235号", "post has a number")
may("deliver", { state = "answered", fields = full { service = "post", posted_on = "2023-05-10", tracking_no = "EY1" } }, "and is served")
refused("deliver", { state = "answered", fields = full { service = "direct" } }, "签收", "what is handed over is signed for")
is(asked("set", "deliver", { fields = full { service = "post", posted_on = "2023-05-10", delivered_on = "2023-05-12" } }).served_on, "2023-05-10",
	"by post the day of posting counts")
is(asked("set", "deliver", { fields = full { service = "direct", delivered_on = "2023-05-12" } }).served_on, "2023-05-12", "else that of the signature")
local withdrawn = asked("set", "withdraw", { state = "received", fields = full { received_on = false } })
is(withdrawn.outcome .. withdrawn.received_on, "6.32023-04-20", "what is withdrawn counts as 6.3, in the year it came")
is(asked("set", "petition", { state = "received", fields = full() }).outcome, "5.1", "a petition is 5.1")
refused("spot", outcome("1", { channel = "web", review = passed }), "第三十三条", "on the spot only who is there")
is(asked("set", "spot", outcome("1", { review = passed })).served_on, TODAY, "and it is served at once")
refused("archive", { state = "delivered", fields = full { outcome = "4.1", dossier = { { kind = "application" } } }, moves = moves("correct", "reply") },
	"身份证明、补正文书、检索记录、签发单、答复书、送达凭证（条例第四十五条）", "the file says what it lacks")
may("archive", { state = "delivered", fields = full { outcome = "6.3", dossier = { { kind = "application" }, { kind = "withdrawal" } } },
	moves = moves "withdraw" }, "what was withdrawn needs little")

-- remedies by law of the day
local function remedy(code, day) return d.calc { records = { { rid = "1", state = "answered", fields = { outcome = code, replied_on = day } } } }[1].remedy end
ok(remedy("3.5", "2024-01-01"):find "^先申请行政复议", "since 2024 whoever is refused asks for review first")
ok(not remedy("3.5", "2023-12-31"):find "^先", "before that it was free")
ok(not remedy("4.1", "2024-01-01"):find "^先", "and is where the information is not held")

-- checks
local function failing(record)
	record.reg, record.rid = "foi", "01"
	local ids = {}
	for _, one in ipairs(d.check { records = { record }, context = { today = TODAY } }[1]) do ids[#ids + 1] = one.id end
	return table.concat(ids, " ")
end
is(failing { state = "delivered", closed_on = TODAY, fields = full { outcome = "1", review = passed } }, "", "a sound request has no findings")
is(failing { state = "delivered", closed_on = TODAY, fields = full() }, "outcome", "closed without an outcome")
is(failing { state = "delivered", fields = full { outcome = "1" } }, "reviewed", "disclosed without a review")
is(failing { state = "open", fields = full { received_on = "2023-04-19" } }, "dates", "received before it arrived")
is(failing { state = "open", fields = full { channel = "web", received_on = "2023-04-25" } }, "confirmation-late", "confirmed late")
is(failing { state = "correcting", fields = full(), moves = { { move = "correct", on = "2023-05-09" } } }, "correction-late", "corrected late")
is(failing { state = "open", fields = full { consultations = { { kind = "third", sent_on = "2023-04-01", received_on = "2023-04-03" } } } }, "opinions",
	"an opinion that does not come")
is(failing { state = "open", fields = full { outcome = "3.5", same_as = { reg = "foi", rid = "02" } },
	links = { same_as = { { reg = "foi", rid = "02", state = "delivered", fields = { outcome = "1" } } } } }, "same-facts", "same facts, another outcome")
lab.finish()
