--[[
依申请公开登记簿。条例：政府信息公开条例（国务院令第711号）；T1 至 T23 是业务规格的编号。
条件（guard）在 lib/foi_guards.lua，核对（check）在 lib/foi_checks.lua；字段在 lib/foi_fields.lua；
文书在 lib/foi_letters.lua 和 templates/。
Requests for government information. V: looked up in the source, M: from memory, D: our own reading.
--]]
local checks = require "foi_checks"
local fields = require "foi_fields"
local guards = require "foi_guards"
local letters = require "foi_letters"

local function set_lapsed(r)
	r.outcome = r.state == "payfee" and "6.2" or "6.1"
end
local function set_withdrawn(r, c)
	r.outcome = "6.3"
	r.received_on = r.received_on or r.arrived_on
	r.replied_on = c.on
end
local function set_served(r, c) r.served_on = r.service == "post" and r.posted_on or r.delivered_on or c.on end
local function set_spot(r, c)
	r.received_on, r.replied_on, r.service, r.delivered_on, r.served_on = r.arrived_on, c.on, "direct", c.on, c.on
end
local function set_petition(r)
	r.outcome, r.ground = "5.1", r.ground or "条例第三十九条第一款"
	r.received_on = r.received_on or r.arrived_on
end

local paused = { rows = "consultations", from = "sent_on", to = "answered_on" }
-- 此后只等送达或者已经终结：此前的内部期限不再有意义；要征求意见、延期、说明理由、收费、审查的，内容已经明确
local ended = { "reply", "withdraw", "deliver", "archive" }
local clear = { "submit", "petition", "spot", "consult", "extend", "ask_why", "charge", "review", table.unpack(ended) }

return register "foi" {
	title = { zh = "政府信息公开申请", en = "Requests for information" }, alias = { "依申请", "申请" },
	law = "政府信息公开条例（国务院令第711号）第二十七条至第四十二条",
	since = "2019-05-15", number = "{office}公开申〔{year}〕{seq:4}号", assigns = "accept",

	fields = fields,

	states = {
		{ "received", { zh = "待受理", en = "Received" }, initial = true },
		{ "open", { zh = "办理中", en = "In progress" } },
		{ "correcting", { zh = "待补正", en = "Awaiting correction" } },
		{ "explaining", { zh = "待说明理由", en = "Awaiting reasons" } },
		{ "payfee", { zh = "待缴费", en = "Awaiting payment" } },
		{ "signing", { zh = "审签中", en = "At signing" } },
		-- 答复作出以后不再补正、征求意见、撤回，对答复不服的申请复议或者起诉；归档以后只能更正 [D]
		{ "answered", { zh = "已答复", en = "Answered" }, law = "条例第三十六条、第五十一条" },
		{ "delivered", { zh = "已送达", en = "Delivered" }, law = "条例第三十六条、第五十一条" },
		{ "archived", { zh = "已归档", en = "Archived" }, final = true, law = "条例第四十五条" },
	},

	moves = {
		{ "confirm", { zh = "双方确认", en = "Confirm" }, from = "received", by = { "登记员", "经办" }, ask = { "received_on" }, -- T2
			guard = guards.confirm, law = "条例第三十一条", mark = "V" },
		{ "accept", { zh = "受理", en = "Accept" }, from = "received", to = "open", by = { "登记员", "经办" }, -- T1, T3
			ask = { "received_on", "dept", "?owner" }, guard = guards.accept, print = { "registration", "receipt" },
			law = "条例第二十九条、第三十一条", mark = "V" },
		{ "petition", { zh = "信访类处理", en = "Petition" }, from = "received", to = "signing", by = { "经办", "公开办" }, -- T23
			ask = { "!告知的渠道" }, set = set_petition, law = "条例第三十九条第一款", mark = "V" },
		{ "spot", { zh = "当场答复", en = "Answer on the spot" }, from = "received", to = "delivered", by = { "经办", "负责人" },
			-- T22
			ask = { "outcome", "?ground", "?reply_no" }, guard = guards.spot, set = set_spot, law = "条例第三十三条", mark = "V" },
		{ "correct", { zh = "通知补正", en = "Ask for correction" }, from = { "received", "open" }, to = "correcting", by = "经办",
			-- T4
			within = "notice", ask = { "?received_on", "!补正事项", { "!补正期限（日）", ask_days } }, guard = guards.correct,
			print = "correction", law = "条例第三十条", mark = "V" },
		{ "amended", { zh = "收到补正", en = "Corrected" }, from = "correcting", to = "open", by = "经办", -- T5
			ask = { "?subject", { "?逾期补正的正当理由", text, pii = true } }, -- 往往是病情等个人情况
			guard = guards.amended, law = "条例第三十条", mark = "V" },
		{ "consult", { zh = "征求意见", en = "Consult" }, from = "open", by = "经办", ask = { "consultations" }, -- T8, T10
			guard = guards.consult, print = { "consultation", "consulting", "co_making", "assist" }, law = "条例第三十二条至第三十四条",
				mark = "V" },
		{ "opinion", { zh = "收到意见", en = "Opinion received" }, from = { "open", "signing" }, by = "经办",
			ask = { "consultations" }, -- T9
			guard = guards.opinion, law = "条例第三十二条、第三十四条", mark = "V" },
		{ "extend", { zh = "延期", en = "Extend" }, from = { "open", "signing" }, by = "负责人",
			ask = { "!延期理由", { "?!延长工作日数", ask_days } }, -- T11
			guard = guards.extend, print = "extension", law = "条例第三十三条", mark = "V" },
		{ "ask_why", { zh = "要求说明理由", en = "Ask for reasons" }, from = "open", to = "explaining", by = "经办", -- T12
			ask = { "!数量频次情况", { "!说明理由期限（日）", ask_days } }, guard = guards.ask_why, print = "reasons",
			law = "条例第三十五条", mark = "V" },
		{ "why", { zh = "理由合理", en = "Reasons accepted" }, from = "explaining", to = "open", by = "经办", -- T14
			ask = { { "?!延迟答复至", date } }, guard = guards.why, print = "delay", law = "条例第三十五条", mark = "V" },
		{ "unreasonable", { zh = "理由不合理", en = "Reasons refused" }, from = "explaining", to = "signing", by = "经办", -- T13
			ask = { "!不合理的理由" }, set = function(r) r.outcome, r.ground = "5.4", "条例第三十五条" end, law = "条例第三十五条", mark = "V" },
		{ "charge", { zh = "收费通知", en = "Charge a fee" }, from = "open", to = "payfee", by = "经办", ask = { "fees" }, -- T15
			guard = guards.charge, print = "fee", law = "条例第四十二条；国办函〔2020〕109号", mark = "V" },
		{ "paid", { zh = "已缴费", en = "Paid" }, from = "payfee", to = "open", by = "经办", ask = { "fees" }, -- T16
			guard = guards.paid, law = "国办函〔2020〕109号", mark = "M" },
		{ "lapse", { zh = "视为放弃", en = "Lapse" }, from = { "correcting", "payfee" }, to = "signing", by = "经办", -- T6, T17
			guard = guards.lapse, set = set_lapsed, law = "条例第三十条；国办函〔2020〕109号", mark = "V" },
		{ "review", { zh = "公开审查", en = "Review" }, from = { "received", "open" }, by = { "保密员", "审查", "公开办" },
			ask = { "review" },
			law = "条例第十七条", mark = "V" },
		{ "submit", { zh = "送签", en = "Submit" }, from = "open", to = "signing", by = "经办", ask = { "outcome", "?ground" },
			-- T7, T18
			guard = guards.submit, law = "条例第三十六条", mark = "V" },
		{ "return", { zh = "退回", en = "Return" }, from = "signing", to = "open", by = { "公开办", "负责人", "法规" },
			ask = { "!退回意见" }, mark = "D" },
		{ "reply", { zh = "签发答复", en = "Sign the reply" }, from = "signing", to = "answered", by = "负责人", -- T18
			within = "reply", not_by = { "submit", "lapse", "petition", "unreasonable" }, ask = { "reply_no" },
			set = function(r, c) r.replied_on = c.on end, print = "reply", law = "条例第三十六条", mark = "V" },
		{ "deliver", { zh = "送达", en = "Deliver" }, from = "answered", to = "delivered", by = { "登记员", "经办" }, -- T19
			ask = { "service", "?posted_on", "?tracking_no", "?delivered_on", "?!送达说明" }, guard = guards.deliver,
				set = set_served,
			law = "国办公开办函〔2016〕235号", mark = "V" },
		{ "withdraw", { zh = "申请人撤回", en = "Withdraw" }, to = "delivered", by = "经办", -- T21
			from = { "received", "open", "correcting", "explaining", "payfee", "signing" }, ask = { "!书面撤回材料" },
				set = set_withdrawn, mark = "M" },
		{ "contact", { zh = "沟通记录", en = "Contact" }, from = "*", by = { "登记员", "经办" }, ask = { "contacts" }, mark = "D" },
		{ "archive", { zh = "归档", en = "Archive" }, from = "delivered", to = "archived", by = { "登记员", "经办" },
			ask = { "?dossier" }, -- T20
			guard = guards.archive, print = "contents", law = "条例第四十五条", mark = "D" },
	},
	closed = { "reply", "spot", "withdraw" },

	clocks = {
		-- K2, K3; 2019 年 5 月 15 日前收到的适用原条例：15 + 15
		{ "reply", { zh = "答复期限", en = "Reply" }, workdays(20), from = "received_on", since = "2019-05-15", pause = paused,
			hold = { "correcting", "explaining", "payfee" }, restart = { "amended", "paid" },
				extend = { move = "extend", workdays(20), ask = "延长工作日数" },
			agreed = "延迟答复至", stop = { "withdraw" }, stop_on = "served_on", warn = { 5, 2, 0 }, law = "条例第三十三条",
				mark = "V" },
		{ "reply_2008", { zh = "答复期限（原条例）", en = "Reply (old regulation)" }, workdays(15), from = "received_on",
			["until"] = "2019-05-14",
			pause = paused, hold = { "correcting" }, restart = { "amended" }, extend = { move = "extend", workdays(15) },
				stop = { "withdraw" },
			stop_on = "served_on", law = "原条例（国务院令第492号）第二十四条", mark = "V" },
		{ "notice", { zh = "补正告知期限", en = "Notice of correction" }, window(workdays(7)), from = "received_on", -- K1
			stop = { "correct" }, over = clear, law = "条例第三十条", mark = "V" },
		{ "amend", { zh = "申请人补正期限", en = "Correction" }, ask_days, from = "@correct",
			stop = { "amended", "lapse" }, over = ended, -- K8
			whose = { zh = "申请人", en = "Applicant" }, law = "条例第三十条", mark = "V" },
		{ "opinion", { zh = "征求意见反馈期限", en = "Opinion" }, workdays(15), from = "consultations.received_on", -- K4, K5
			stop_on = "consultations.answered_on", over = ended, whose = { zh = "被征求意见方", en = "Who is consulted" }, warn = { 2, 0 },
			law = "条例第三十二条、第三十四条", mark = "V" },
		{ "why", { zh = "说明理由期限", en = "Reasons" }, ask_days, from = "@ask_why",
			stop = { "why", "unreasonable" }, over = ended, -- K9
			whose = { zh = "申请人", en = "Applicant" }, law = "条例第三十五条", mark = "V" },
		{ "fee", { zh = "缴费期限", en = "Payment" }, workdays(20), from = "fees.received_on",
			stop = { "paid", "lapse" }, over = ended, -- K7
			whose = { zh = "申请人", en = "Applicant" }, law = "国办函〔2020〕109号", mark = "V" },
	},

	checks = checks,

	hints = {
		{ "similar", { zh = "相似", en = "Similar" }, same = "applicant", similar = "subject", at_least = 80, within = months(12),
			on = "arrived_on", law = "条例第三十六条第六项", mark = "V" },
		{ "many", { zh = "收费提示", en = "Fees" }, same = "applicant", count = 10, per = "month", on = "arrived_on", fees = "foi-2020",
			law = "条例第四十二条；国办函〔2020〕109号", mark = "V" },
	},

	views = {
		{ "todo", { zh = "在办", en = "Open" }, where = "state!=delivered,archived",
			cols = "no state subject dept owner reply", sort = "reply" },
		{ "mine", { zh = "我处室的", en = "Of my division" }, where = "dept:我的 state!=delivered,archived",
			cols = "no state subject owner reply", sort = "reply" },
		{ "overdue", { zh = "逾期", en = "Overdue" }, where = "逾期", cols = "no state subject dept owner reply",
			sort = "reply" },
		{ "soon", { zh = "即将到期", en = "Due soon" }, where = "即将到期", cols = "no state subject dept owner reply",
			sort = "reply" },
		{ "waiting", { zh = "等申请人", en = "Waiting" }, where = "state:correcting,explaining,payfee",
			cols = "no state subject amend why fee" },
		{ "signing", { zh = "待签发", en = "To be signed" }, where = "state:signing",
			cols = "no subject outcome dept owner reply", sort = "reply" },
		{ "unfiled", { zh = "待归档", en = "To be archived" }, where = "state:delivered",
			cols = "no subject outcome served_on dept" },
		{ "hard", { zh = "疑难新型", en = "Hard cases" }, where = "hard:hard,new", cols = "no subject outcome ground dept" },
	},

	print = {
		{ "registration", { zh = "申请登记表", en = "Registration" } }, { "receipt", { zh = "接收回执", en = "Receipt" } },
		{ "correction", { zh = "补正告知书", en = "Correction notice" } },
		{ "consultation", { zh = "征求第三方意见书", en = "Letter to a third party" }, values = letters.third },
		{ "consulting", { zh = "征求意见告知书", en = "Notice of consultation" } },
		{ "co_making", { zh = "征求共同制作机关意见书", en = "Letter to a co-maker" }, values = letters.co_maker },
		{ "assist", { zh = "协办函", en = "Letter to another agency" }, values = letters.other_agency },
		{ "disclosure", { zh = "依申请公开告知书", en = "Notice to a third party" }, values = letters.disclosure },
		{ "extension", { zh = "延期答复告知书", en = "Extension notice" } },
		{ "reasons", { zh = "说明理由告知书", en = "Request for reasons" } },
		{ "delay", { zh = "延迟答复告知书", en = "Notice of delay" } },
		{ "fee", { zh = "收费通知书", en = "Fee notice" }, values = letters.fee },
		{ "reply", { zh = "答复书", en = "Reply" }, variants = letters.variants, values = letters.reply, copies = 2 },
		{ "service", { zh = "送达回证", en = "Proof of service" } },
		{ "contents", { zh = "卷内目录", en = "Contents of the file" }, values = letters.contents },
	},

	import = {
		key = { "no" }, state = "办理状态", skip = "合计|小计|总计|注|备注：", header_rows = "auto",
		dates = { accept = "received_on", reply = "replied_on", deliver = "served_on" },
	},

	report = {
		{ "table3", { zh = "收到和处理政府信息公开申请情况", en = "Requests received and dealt with" },
			crosstab { row = "outcome", col = "category",
			new = "received_on:{year}", carried = "received_on<{year} (closed_on:空 或 closed_on>={year})",
				done = "closed_on:{year}",
			left = "received_on<={year} (closed_on:空 或 closed_on>{year})", total = true }, law = "国办公开办函〔2021〕30号" },
		{ "received", { zh = "新收件数", en = "Received" }, count { where = "received_on:{year}" } },
		{ "answered", { zh = "办结件数", en = "Closed" }, count { where = "closed_on:{year}" } },
		{ "channels", { zh = "按申请渠道", en = "By channel" }, crosstab { row = "channel", col = "category",
			where = "received_on:{year}" } },
		{ "by_dept", { zh = "按承办处室", en = "By division" }, crosstab { row = "dept", col = "outcome",
			where = "closed_on:{year}" } },
		{ "corrected", { zh = "补正件数", en = "Corrected" }, count { where = "@correct:{year}" } },
		{ "extended", { zh = "延期件数", en = "Extended" }, count { where = "@extend:{year}" } },
		{ "charged", { zh = "收费通知件数", en = "Fee notices" }, count { where = "@charge:{year}" } },
		{ "fee_notices", { zh = "收费通知金额", en = "Fees asked for" }, sum { of = "fees.amount", where = "@charge:{year}" } },
		{ "fees_paid", { zh = "实际收取金额", en = "Fees received" }, sum { of = "fees.amount", where = "@paid:{year}" } },
		{ "carried", { zh = "结转清单", en = "Carried over" }, list { where = "received_on<={year} (closed_on:空 或 closed_on>{year})",
			cols = "no subject received_on state reply" } },
	},

	public = { nothing = true },

	roles = {
		{ "登记员", see = { "applicant", "credential", "contact", "address", "agent", "legal_person", "contact_person", "email",
			"files", "dossier" } },
		{ "经办", see = { "applicant", "credential", "contact", "address", "agent", "legal_person", "contact_person", "email",
			"consultations", "files", "dossier", "!逾期补正的正当理由" } },
		{ "公开办", see = "*" }, { "负责人", see = { "applicant", "consultations", "!逾期补正的正当理由" } },
			{ "保密员", see = { "consultations", "files" } },
	},
}
