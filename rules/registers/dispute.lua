--[[
因政府信息公开引起的行政复议和行政诉讼：一件一条，一审、二审各一条，用“前案”连接。年度报告第四表由此得出。
Administrative review and litigation over information; table 4 of the annual report.
--]]
local function zh_en(zh, en) return { zh = zh, en = en } end

local function answered_in_time(r)
	if not r.decided_on or not r.served_on or r.decided_on >= r.served_on then return true end -- old ledgers may lack either
	return false, zh_en("裁决日期早于收到副本的日期", "Decided before it was served")
end

return register "dispute" {
	title = zh_en("行政复议和诉讼", "Disputes"), alias = { "复议诉讼", "争议" },
	law = "行政复议法；行政诉讼法", number = "复诉〔{year}〕{seq:3}号", assigns = "accept",

	fields = {
		{ "foi", zh_en("政府信息公开申请", "Request"), ref "foi" },
		{ "kind", zh_en("案件类别", "Kind"), enum {
			{ "review", zh_en("行政复议", "Administrative review") },
			{ "direct", zh_en("行政诉讼·未经复议直接起诉", "Litigation, direct") },
			{ "after_review", zh_en("行政诉讼·复议后起诉", "Litigation after review") },
		}, required = true, header = { "类别", "案件类型" } },
		{ "simple", zh_en("简易程序", "Simple procedure"), bool },
		{ "level", zh_en("审级", "Instance"), enum { { "first", zh_en("一审", "First") }, { "second", zh_en("二审", "Second") },
			{ "retrial", zh_en("再审", "Retrial") } }, required = function(r) return r.kind == "direct" or r.kind == "after_review" end },
		{ "case_no", zh_en("案号", "Case number"), text, unique = true },
		{ "authority", zh_en("复议机关或法院", "Authority or court"), text, required = true, header = { "复议机关", "受理法院", "法院" } },
		{ "party", zh_en("申请人或原告", "Party"), text, pii = true, header = { "原告", "复议申请人" } },
		{ "served_on", zh_en("收到副本日期", "Served"), date, required = true, header = { "收到日期" } },
		{ "issue", zh_en("争议焦点", "Issue"), para },
		{ "dept", zh_en("承办处室", "Division"), ref "dept", required = "@accept",
			header = { "承办科室", "经办科室", "承办部门", "承办单位" } },
		{ "owner", zh_en("经办人", "Officer"), text },
		{ "lawyer", zh_en("代理律师", "Lawyer"), text },
		{ "answered_on", zh_en("答辩日期", "Answered"), date },
		{ "heard_on", zh_en("开庭或听证日期", "Heard"), date },
		{ "outcome", zh_en("裁决结果", "Outcome"), enum { -- 年度报告第四表的列
			{ "upheld", zh_en("结果维持", "Upheld") }, { "corrected", zh_en("结果纠正", "Corrected") },
				{ "other", zh_en("其他结果", "Other") } },
			header = { "结果" } },
		{ "decided_on", zh_en("裁决日期", "Decided"), date, header = { "结案日期" } },
		{ "received_on", zh_en("收到裁决日期", "Decision received"), date },
		{ "comply_due", zh_en("履行期限", "To be complied with by"), date },
		{ "redo", zh_en("重新办理的申请", "Request done again"), ref "foi" },
		{ "prev", zh_en("前案", "Case before"), ref "dispute" },
		{ "lesson", zh_en("整改和启示", "Lesson"), para },
		{ "files", zh_en("材料", "Files"), files },
		{ "note", zh_en("备注", "Note"), para },
	},

	states = {
		{ "served", zh_en("收到副本", "Served"), initial = true },
		{ "answering", zh_en("准备答辩", "Answering") },
		{ "answered", zh_en("已答辩", "Answered") },
		{ "heard", zh_en("已开庭", "Heard") },
		{ "decided", zh_en("已裁决", "Decided") },
		{ "closed", zh_en("已结", "Closed"), final = true },
	},

	moves = {
		{ "accept", zh_en("交办", "Assign"), from = "served", to = "answering", by = { "法规", "公开办" },
			ask = { "dept", "?owner", "?lawyer" }, mark = "D" },
		{ "answer", zh_en("提交答辩", "Answer"), from = "answering", to = "answered", by = { "经办", "法规" },
			ask = { "answered_on", "?files" },
			law = "行政复议法第四十八条、第五十四条；行政诉讼法第六十七条", mark = "V" },
		{ "hear", zh_en("开庭或听证", "Hearing"), from = "answered", to = "heard", by = { "经办", "法规" }, ask = { "heard_on" },
			mark = "D" },
		{ "decide", zh_en("登记裁决", "Record the decision"), from = { "served", "answering", "answered", "heard" },
			to = "decided", by = "法规",
			ask = { "outcome", "decided_on", "?received_on", "?comply_due" }, guard = answered_in_time, mark = "D",
			effect = function(r, c)
				if r.outcome == "corrected" then c.notify("公开办", "复议或诉讼结果纠正，按裁决重新办理：" .. (r.case_no or r.no)) end
			end },
		{ "comply", zh_en("履行", "Comply"), from = "decided", to = "closed", by = { "经办", "法规" },
			ask = { "?redo", "?lesson" },
			guard = function(r)
				return r.outcome ~= "corrected" or r.redo ~= nil or r.lesson ~= nil,
					zh_en("结果纠正的，写明重新办理的申请，或者整改情况", "A corrected result: the request done again, or what was mended")
			end, mark = "D" },
	},
	closed = { "decide" },

	clocks = {
		{ "answer", zh_en("复议答辩期限", "Answer (review)"), days(10), from = "served_on", stop = { "answer", "decide" },
			warn = { 3, 1, 0 },
			only = { kind = "review", simple = false }, law = "行政复议法第四十八条", mark = "M" },
		{ "answer_simple", zh_en("复议答辩期限（简易程序）", "Answer (simple)"), workdays(5), from = "served_on",
			stop = { "answer", "decide" },
			warn = { 2, 0 }, only = { kind = "review", simple = true }, law = "行政复议法第五十四条", mark = "V" },
		{ "answer_court", zh_en("诉讼答辩期限", "Answer (court)"), days(15), from = "served_on", stop = { "answer", "decide" },
			warn = { 5, 2, 0 },
			only = { kind = { "direct", "after_review" } }, law = "行政诉讼法第六十七条", mark = "M" },
		{ "comply", zh_en("履行裁决期限", "Comply"), on = "comply_due", stop = { "comply" }, warn = { 10, 5, 0 }, law = "裁决书",
			mark = "D" },
	},

	checks = {
		{ "dates", "error", answered_in_time, mark = "D" },
		{ "outcome", "error", function(r)
			return (r.state ~= "decided" and r.state ~= "closed") or r.outcome ~= nil,
				zh_en("已裁决，但没有结果（第四表会缺一件）", "Decided without an outcome: table 4 lacks it")
		end, law = "国办公开办函〔2021〕30号", mark = "V" },
		{ "review-first", "info", function(r)
			local code = r.foi and r.foi.outcome
			return not (r.kind == "direct" and code and code:find "^3%.[1-7]$" and r.served_on and r.served_on >= "2024-01-01"),
				zh_en("不予公开的，2024年起应当先申请行政复议；请核对是否应当受理（行政复议法第二十三条）",
					"A refusal goes to review first since 2024 (Administrative Reconsideration Law, Art. 23)")
		end, law = "行政复议法第二十三条", mark = "V" },
	},

	views = {
		{ "open", zh_en("未结案件", "Open"), where = "state!=decided,closed",
			cols = "no kind authority served_on answer answer_simple answer_court dept" },
		{ "corrected", zh_en("结果纠正的", "Corrected"), where = "outcome:corrected",
			cols = "no kind authority decided_on foi lesson" },
	},

	print = { { "brief", zh_en("答辩提要", "Brief"), when = { "accept" } } },

	import = { key = { "case_no" }, state = "状态", dates = { answer = "answered_on", decide = "decided_on" } },

	report = {
		{ "table4", zh_en("行政复议、行政诉讼情况", "Review and litigation"), crosstab { row = "kind", col = "outcome",
			done = "closed_on:{year}", left = "served_on<={year} (closed_on:空 或 closed_on>{year})", total = true },
				law = "国办公开办函〔2021〕30号" },
		{ "served", zh_en("本年新收案件", "New cases"), count { where = "served_on:{year}" } },
	},

	public = { nothing = true },

	roles = {
		{ "法规", see = "*" }, { "公开办", see = { "party" } }, { "经办", see = { "party" } },
	},
}
