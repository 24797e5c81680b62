--[[
统一答复口径：遇到同类申请怎样答复，由法规研究确定，按季度复核。
Precedents: how requests of a kind are answered; found by outcome and date when a reply is written.
--]]
local outcomes = require "foi_outcomes"

local function zh_en(zh, en) return { zh = zh, en = en } end

return register "precedent" {
	title = zh_en("统一答复口径", "Precedents"), alias = { "口径" },
	law = "2023年政务公开工作要点五（四）", number = "口径〔{year}〕{seq:3}号",

	fields = {
		{ "situation", zh_en("情形", "Situation"), para, required = true, header = { "申请情形", "类型" } },
		{ "outcome", zh_en("办理结果", "Outcome"), codes(outcomes.list), required = true },
		{ "text", zh_en("答复口径", "Wording"), para, required = true, header = { "口径", "答复要点" } },
		{ "basis", zh_en("依据", "Basis"), para, required = "in_use" },
		{ "remedy", zh_en("救济告知", "Remedy"), para, required = "in_use" },
		{ "valid_from", zh_en("适用起始日期", "Valid from"), date, required = "in_use" },
		{ "valid_to", zh_en("适用截止日期", "Valid to"), date },
		{ "reviewed_on", zh_en("最近复核日期", "Last looked at"), date },
		{ "requests", zh_en("相关申请", "Requests"), refs "foi" },
		{ "disputes", zh_en("相关复议诉讼", "Disputes"), refs "dispute" },
		{ "dept", zh_en("提出处室", "Division"), ref "dept" },
		{ "files", zh_en("材料", "Files"), files },
		{ "tags", zh_en("标签", "Tags"), tags },
		{ "note", zh_en("备注", "Note"), para },
	},

	states = {
		{ "draft", zh_en("拟定", "Draft"), initial = true },
		{ "discussed", zh_en("研究中", "Under discussion") },
		{ "in_use", zh_en("启用", "In use") },
		{ "retired", zh_en("停用", "Retired"), final = true },
	},

	moves = {
		{ "discuss", zh_en("提交研究", "Discuss"), from = "draft", to = "discussed", by = { "经办", "公开办" },
			ask = { "?basis", "?remedy" }, mark = "D" },
		{ "back", zh_en("退回修改", "Back"), from = "discussed", to = "draft", by = { "法规", "负责人" }, ask = { "!修改意见" },
			mark = "D" },
		{ "adopt", zh_en("启用口径", "Adopt"), from = "discussed", to = "in_use", by = "法规", not_by = "discuss",
			ask = { "basis", "remedy", "valid_from" }, set = function(r, c) r.reviewed_on = c.on end,
			guard = function(r, c)
				local same = 0
				for _, other in ipairs(c.find("precedent", "state:in_use outcome:" .. r.outcome)) do
					if other.rid ~= r.rid and other.situation == r.situation then same = same + 1 end
				end
				return same == 0, zh_en("同一情形已有启用的口径，应当先停用（要点五（四）：统一）",
					"A precedent of the same situation is in use; retire it first")
			end, mark = "D" },
		{ "review", zh_en("复核", "Look at again"), from = "in_use", by = { "法规", "公开办" }, ask = { "!复核意见" },
			set = function(r, c) r.reviewed_on = c.on end, mark = "D" },
		{ "retire", zh_en("停用口径", "Retire"), from = "in_use", to = "retired", by = "法规", ask = { "!停用理由" },
			set = function(r, c) r.valid_to = r.valid_to or c.on end, mark = "D" },
	},
	closed = { "retire" },

	clocks = {
		{ "review", zh_en("口径复核", "Review"), every(months(3)), from = "reviewed_on", stop = { "retire" }, warn = { 10, 0 },
			law = "2023年政务公开工作要点五（四）：定期研究", mark = "D" },
		{ "expiry", zh_en("适用截止", "Expiry"), on = "valid_to", stop = { "retire" }, warn = { 30, 10, 0 }, law = "本口径",
			mark = "D" },
	},

	checks = {
		{ "dates", "error", function(r)
			return not (r.valid_from and r.valid_to) or r.valid_from <= r.valid_to,
				zh_en("截止日期早于起始日期", "It ends before it begins")
		end, mark = "D" },
		-- 2024 年起不予公开的，复议前置；较早的口径须改救济告知
		{ "remedy", "warning", function(r, c)
			local old = outcomes.refuses(r.outcome) and r.outcome ~= "2" and r.state == "in_use" and c.today >= "2024-01-01"
				and not (r.remedy or ""):find("先", 1, true)
			return not old, zh_en("2024年起不予公开的应当先申请行政复议，救济告知没有写明（行政复议法第二十三条）",
				"Since 2024 a refusal goes to administrative review first; the remedy does not say so")
		end, law = "行政复议法第二十三条", mark = "V" },
	},

	views = {
		{ "in_use", zh_en("启用的口径", "In use"), where = "state:in_use", cols = "no outcome situation valid_from review",
			sort = "outcome" },
		{ "drafts", zh_en("研究中的口径", "Drafts"), where = "state:draft,discussed", cols = "no outcome situation dept" },
	},

	import = { key = { "situation" } },

	report = {
		{ "in_use", zh_en("启用口径数", "Precedents in use"), count { where = "state:in_use" } },
		{ "adopted", zh_en("本年启用", "Adopted this year"), count { where = "@adopt:{year}" } },
		{ "reviewed", zh_en("本年复核次数", "Looked at this year"), count { where = "@review:{year}" } },
	},

	public = { nothing = true },
}
