#!/usr/bin/env lua5.4
-- what guards and the other functions see: the record, others one step away, and answers to what they ask
local lab = dofile "tests/lib/register.lua"
local ok, is, fails = lab.ok, lab.is, lab.fails

-- decisions: guards over rows, exemptions and other registers; a decision makes a consultation
local d = lab.declare([[
local STEPS = { { "consult", "公众参与" }, { "expert", "专家论证" }, { "risk", "风险评估" }, { "legal", "合法性审查" } }

return register "decision" {
	title = "重大行政决策事项", alias = { "决策", "重大决策" }, law = "国务院令第713号", number = "{office}决〔{year}〕{seq:2}号",
	fields = {
		{ "year", "目录年度", int, required = true },
		{ "title", "决策事项", text, required = true },
		{ "plan_on", "计划完成时间", date, required = true },
		{ "draft", "决策草案", file, required = "consulting" },
		{ "consult", "征求意见", refs "consult" },
		{ "expert", "专家论证", rows { { "on", "日期", date }, { "view", "结论", para } } },
		{ "risk", "风险评估", rows { { "level", "等级", enum { "低", "中", "高" } }, { "ok", "风险可控", bool } } },
		{ "legal", "合法性审查", rows { { "sent_on", "送审日期", date }, { "on", "出具日期", date } } },
		{ "meeting", "会议审议", rows { { "on", "日期", date }, { "result", "审议结果", enum { "通过", "再次讨论", "不通过" } } } },
		{ "exempt", "不适用的程序及理由", rows { { "step", "程序", enum(labels(STEPS)) }, { "why", "理由", para } } },
		{ "policy", "决策文件", ref "policy" },
		{ "secretive", "内部意见", para, secret = true },
		{ "left", "剩余工作日", calc(int, function(r, c) return workdays_between(c.today, r.plan_on) end) },
	},
	states = {
		{ "listed", "拟列入", initial = true }, { "drafting", "草案形成中" }, { "consulting", "征求意见中" }, { "deciding", "待集体讨论" },
		{ "decided", "已决策" }, { "released", "已集成发布" }, { "dropped", "调出目录", final = true },
	},
	moves = {
		{ "start", "启动", from = "listed", to = "drafting", by = "承办" },
		{ "consult", "启动征求意见", from = "drafting", to = "consulting", by = "承办",
			effect = function(r, c)
				c.create("consult", { title = r.title .. "（征求意见稿）", about = r, draft = r.draft })
				c.notify("公开办", "请发布征求意见公告")
			end },
		{ "table", "提交讨论", from = { "drafting", "consulting" }, to = "deciding", by = "承办", after = "legal",
			guard = function(r, c)
				for _, s in ipairs(STEPS) do
					if not r:has(s[1]) and not r:exempt(s[2]) then return false, "缺少“" .. s[2] .. "”，且未说明不适用理由" end
				end
				for _, k in ipairs(r.risk or {}) do
					if not k.ok then return false, "风险评估结论为不可控，须调整草案（暂行条例第二十四条）" end
				end
				for _, q in ipairs(r.consult or {}) do
					if q.state ~= "feedback" then return false, "征求意见的采纳情况尚未公布：" .. q.no end
				end
				return true
			end },
		{ "decide", "作出决策", from = "deciding", to = "decided", by = "负责人", guard = function(r)
			local m = (r.meeting or {})[#(r.meeting or {})]
			return m and m.result == "通过", "最近一次会议未通过"
		end },
		{ "release", "集成发布", from = "decided", to = "released", by = "公开办", ask = { "policy" }, guard = function(r, c)
			return c.state(r.policy) == "published" and c.linked(r.policy, "interp"), "决策文件或其解读尚未发布"
		end },
		{ "drop", "调出", from = { "drafting", "consulting", "deciding" }, to = "dropped", by = "负责人", ask = { "!调整理由" },
			guard = function(r, c) return c.count("policy", "decision:" .. r.rid) == 0 and c.is "head", "已有决策文件" end },
		{ "look", "送审", from = "*", guard = function(r) return r:passed "review", "尚未通过公开审查" end },
		{ "odd", "异常", from = "*", set = function(r) r.title = r.title .. "。"; r.policy = { reg = "policy", rid = "9" } end,
			guard = function(r) return r.titel end },
		{ "plain", "无条件", from = "*" },
		{ "bare", "说不出原因", from = "*", guard = function() return false end, law = "第一条" },
	},
	closed = { "decide" },
	clocks = {
		{ "list", "目录公布时限", fixed "03-31", stop = { "start" }, law = "2023年要点四（二）" },
		{ "legal", "合法性审查最短时间", at_least(workdays(7)), from = "legal.sent_on", to = "legal.on", law = "暂行条例第二十六条" },
		{ "plan", "计划完成", on = "plan_on", stop = { "decide", "drop" }, warn = { 20, 10, 0 } },
	},
	report = {
		{ "listed", "列入件数", count { where = "year:{year}" } },
		{ "opinions", "会议次数", count { of = "meeting", where = "year:{year}" } },
	},
	public = { when = { "released" }, fields = { "no", "title", "state", "risk.level", "meeting.result", "policy" }, page = "decision.html" },
}]], "decision")

local context = { today = "2023-05-10", user = "w", roles = { "head" } }
local function record(fields, more)
	local r = { reg = "decision", rid = "01", no = "决1号", state = "drafting", fields = fields }
	for key, value in pairs(more or {}) do r[key] = value end
	return r
end
local function guard(move, r, found) return d.guard { move = move, records = { r }, context = context, found = found } end
local function reason(move, r, found)
	local answer = guard(move, r, found)[1]
	return answer.ok and "" or type(answer.reason) == "table" and answer.reason.zh or answer.reason
end

is(reason("table", record {}), "缺少“公众参与”，且未说明不适用理由", "a guard says why not")
local all = { consult = { { reg = "consult", rid = "c1" } }, expert = { { view = "可行" } }, risk = { { ok = false } }, legal = { { on = "2023-05-01" } } }
local there = { links = { consult = { { reg = "consult", rid = "c1", no = "征1号", state = "open" } } } }
is(reason("table", record(all, there)), "风险评估结论为不可控，须调整草案（暂行条例第二十四条）", "rows are seen")
all.risk[1].ok = true
is(reason("table", record(all, there)), "征求意见的采纳情况尚未公布：征1号", "and records that a field refers to")
there.links.consult[1].state = "feedback"
is(reason("table", record(all, there)), "", "then it may be made")
all.expert, all.exempt = nil, { { step = "专家论证", why = "不涉及专业问题" } }
is(reason("table", record(all, there)), "", "a step that does not apply is left out with a reason")
is(reason("plain", record {}), "", "a move without a guard may be made")
is(reason("bare", record {}), "现在不能“说不出原因”（第一条）", "a guard without a reason is given one, with the article")

-- asking and asking again
local decided = record({ policy = { reg = "policy", rid = "p1" } }, { links = { policy = { { reg = "policy", rid = "p1", state = "published" } } } })
local need = guard("release", decided).need
is(#need .. need[1].reg .. need[1].to.reg .. need[1].to.rid, "1interppolicyp1", "what a guard has to know is asked for")
need[1].records = {}
is(reason("release", decided, need), "决策文件或其解读尚未发布", "no answer is an answer")
need[1].records = { { reg = "interp", rid = "i1", state = "published" } }
is(reason("release", decided, need), "", "and with the answer it goes on")
need = d.guard { move = "drop", records = { record({}, { rid = "01" }), record({}, { rid = "02" }), record({}, { rid = "01" }) }, context = context }.need
is(#need .. need[1].filter .. tostring(need[1].count) .. need[2].filter, "2decision:01truedecision:02", "for many records at once, each question once")
need[1].n, need[2].n = 0, 1
local answers = d.guard { move = "drop", records = { record({}, { rid = "01" }), record({}, { rid = "02" }) }, context = context, found = need }
is(tostring(answers[1].ok) .. tostring(answers[2].ok), "truefalse", "and each has its own answer")
local reviewed = record { draft = { h = "aa", name = "草案.docx" } }
need = guard("look", reviewed).need
need[1].records = { { reg = "review", rid = "v1", state = "passed", fields = { hashes = { "bb" } } } }
is(reason("look", reviewed, need), "尚未通过公开审查", "a review of other bytes does not count")
need[1].records[1].fields.hashes[2] = "aa"
is(reason("look", reviewed, need), "", "one of these bytes does")

-- what comes of a move
local made = d.effect { move = "consult", records = { record { title = "某办法", draft = { h = "aa" } } }, context = context }[1].actions
is(made[1].create .. made[1].set.title .. made[1].set.about.rid .. made[1].set.draft.h, "consult某办法（征求意见稿）01aa", "a record is made of this one")
is(made[2].notify .. made[2].text, "publisher请发布征求意见公告", "and somebody is told")
is(#d.effect { move = "plain", records = { record {} }, context = context }[1].actions, 0, "or nothing comes of it")
local set = d.set { move = "odd", records = { record { title = "甲" } }, context = context }[1]
is(set.title .. set.policy.rid, "甲。9", "set() fills fields, after what it sees")
is(d.calc { records = { record { plan_on = "2023-05-17" } }, context = context }[1].left, 5, "a calculated field")

-- mistakes
fails(function() guard("odd", record {}) end, "decision.lua:55: the record has no field 'titel'; it has: consult draft", "a field that is not there is an error, with its line")
fails(function() guard("fly", record {}) end, "guard: there is no 'fly'", "so is a move")
local function broken(body, move)
	local small = lab.declare(([[return register "s" { title = "小", fields = { { "t", "名", text }, { "n", "数", calc(function() end) } },
		states = { { "a", "甲", initial = true } }, moves = { { "go", "走", from = "a", %s = function(r, c) %s end } } }]]):format(move, body), "s")
	return function() small[move] { move = "go", records = { { rid = "1", fields = { t = "x" } } }, context = context } end
end
fails(broken("r.t = 'y'", "guard"), "a record can be changed in set() only", "a guard changes nothing")
fails(broken("c.today = 'y'", "guard"), "c cannot be changed", "not even the day")
fails(broken("c.create('s', {})", "guard"), "c.create works in effect() only", "and makes nothing")
fails(broken("r.x = 'y'", "set"), "set() cannot change 'x'", "set() fills fields that are there")
fails(broken("r.n = 'y'", "set"), "set() cannot change 'n'", "and not calculated ones")
fails(broken("r.t = nil", "set"), "set() cannot empty 't'", "nor empties them")
fails(broken("return c.overdue 'x'", "guard"), "there is no clock 'x'", "a clock that is not there")
fails(broken("return c.dew 'x'", "guard"), "there is no c.dew", "a word that is not there")
fails(broken("return c.is 'boss'", "guard"), "c.is: there is no 'boss'", "a role that is not there")
fails(broken("c.notify('boss', 'x')", "effect"), "c.notify: there is no 'boss'", "nobody of that name")
fails(broken("c.find(1)", "guard"), "c.find takes a text, not a number", "what is asked for is a text")
fails(broken("text.x = 1", "guard"), "a word of the program cannot be changed", "words are everybody's")
fails(broken("error 'nothing works'", "guard"), "nothing works", "an error of its own goes through")
ok(pcall(broken("pcall(c.find, 's')", "guard")), "a question that is hidden from the program is asked all the same")
lab.finish()
