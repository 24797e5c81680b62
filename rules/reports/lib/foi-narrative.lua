--[[
总体情况里常写的件数，和表里的哪些数相同。

  narrative.cells[key]   相加得到这个数的单元格
  narrative.words[key]   这个数怎么说
  narrative.keys         次序
  narrative.terms        怎样从文字里认出来（report.numbers）；只认有把握的，宁漏勿误
  narrative.skip(f)      → function(句子)：讲的是别的年份或者一段时间的句子，不看
--]]
local narrative = {}

local function requests(...)
	local ids = {}
	for i, row in ipairs { ... } do ids[i] = ("3.%s/总计"):format(row) end
	return ids
end

local function lawsuits(column)
	return { "4.未经复议直接起诉/" .. column, "4.复议后起诉/" .. column }
end

local list = {
	{ "requests_received", requests "A1", { zh = "新收申请", en = "requests received" } },
	{ "carried_in", requests "A2", { zh = "上年结转", en = "carried over from last year" } },
	{ "answered", requests "R7", { zh = "办结（答复）申请", en = "requests answered" } },
	{ "carried_out", requests "A4", { zh = "结转下年度", en = "carried forward" } },
	{ "granted", requests "R1", { zh = "予以公开", en = "granted" } },
	{ "partial", requests "R2", { zh = "部分公开", en = "partly granted" } },
	{ "denied", requests("R3.1", "R3.2", "R3.3", "R3.4", "R3.5", "R3.6", "R3.7", "R3.8"), { zh = "不予公开", en = "refused" } },
	{ "unable", requests("R4.1", "R4.2", "R4.3"), { zh = "无法提供", en = "could not be supplied" } },
	{ "not_processed", requests("R5.1", "R5.2", "R5.3", "R5.4", "R5.5"), { zh = "不予处理", en = "not processed" } },
	{ "other", requests("R6.1", "R6.2", "R6.3"), { zh = "其他处理", en = "otherwise dealt with" } },
	{ "review", { "4.行政复议/总计" }, { zh = "行政复议", en = "reviews" } },
	{ "litigation", lawsuits "总计", { zh = "行政诉讼", en = "lawsuits" } },
	{ "litigation_maintain", lawsuits "结果维持", { zh = "行政诉讼结果维持", en = "lawsuits upheld" } },
	{ "litigation_correct", lawsuits "结果纠正", { zh = "行政诉讼结果纠正", en = "lawsuits corrected" } },
	{ "litigation_other", lawsuits "其他结果", { zh = "行政诉讼其他结果", en = "lawsuits with other results" } },
	{ "litigation_pending", lawsuits "尚未审结", { zh = "行政诉讼尚未审结", en = "lawsuits pending" } },
	{ "review_maintain", { "4.行政复议/结果维持" }, { zh = "行政复议结果维持", en = "reviews upheld" } },
	{ "review_correct", { "4.行政复议/结果纠正" }, { zh = "行政复议结果纠正", en = "reviews corrected" } },
	{ "review_other", { "4.行政复议/其他结果" }, { zh = "行政复议其他结果", en = "reviews with other results" } },
	{ "review_pending", { "4.行政复议/尚未审结" }, { zh = "行政复议尚未审结", en = "reviews pending" } },
}
narrative.cells, narrative.words, narrative.keys = {}, {}, {}
for i, one in ipairs(list) do
	narrative.keys[i], narrative.cells[one[1]], narrative.words[one[1]] = one[1], one[2], one[3]
end

-- 讲的是一部分：某种渠道、某类申请人、某一级机关、某段时间
local function part(...)
	local words = { "网络", "网站", "网上", "线上", "线下", "平台", "信函", "信件", "邮寄", "邮件", "邮政", "当面", "现场", "窗口", "传真",
		"自然人", "法人", "企业", "市级", "县级", "区级", "省级", "本级", "各县", "各区", "各镇", "部门", "街道", "乡镇", "镇街", "下属", "转办",
		"上半年", "下半年", "季度", "月份", "同比", "平均", "日均", "累计", "历年", "以来", "按时", "按期", "逾期", "约", "近", "余" }
	for _, word in ipairs { ... } do words[#words + 1] = word end
	return words
end

local request_words = { "申请" }
local result_words = { "答复", "办结", "办理", "公开申请" }
local papers = { "公文", "属性", "制发", "发文" } -- 公文的公开属性，不是申请的办理结果
local both = { "复议、", "复议和", "复议及", "复议与", "复议或", "维持", "纠正", "撤销", "尚未", "其他结果", "其中", "驳回" }

narrative.terms = {
	{ key = "requests_received", before = { "收到", "新收", "收到和处理", "收到并处理", "收到和办理" }, needs = request_words,
		unless = part("其中", "含", "包括", "结转", "复议", "诉讼", "举报", "投诉", "建议", "提案", "留言", "咨询", "信访", "来电", "补正") },
	{ key = "carried_in", before = { "上年结转", "上年度结转", "上一年结转", "上一年度结转" }, needs = request_words, unless = part() },
	{ key = "answered", before = { "答复", "办结", "已答复", "已办结" }, needs = request_words, never = papers,
		unless = part("其中", "复议", "诉讼", "举报", "投诉", "建议", "提案", "留言", "咨询", "信访", "不含", "当年", "新收") },
	{ key = "carried_out", before = { "结转下年度继续办理", "结转下年度办理", "结转至下年度继续办理", "结转下年度", "结转至下年度", "结转下一年度",
		"结转至下一年度", "结转下年" }, after = { "结转下年", "结转至下年", "结转下一年", "结转至下一年" }, needs = request_words, unless = part() },
	{ key = "granted", before = { "予以公开" }, needs = result_words, never = papers, unless = part "部分" },
	{ key = "partial", before = { "部分公开" }, needs = result_words, never = papers, unless = part() },
	{ key = "denied", before = { "不予公开" }, needs = result_words, never = papers, unless = part "部分" },
	{ key = "unable", before = { "无法提供" }, needs = result_words, never = papers, unless = part() },
	{ key = "not_processed", before = { "不予处理" }, needs = result_words, never = papers, unless = part() },
	{ key = "other", before = { "其他处理" }, needs = result_words, never = papers, unless = part() },
	{ key = "review", before = { "行政复议", "行政复议案件", "行政复议申请" }, needs = { "信息公开" }, unless = part(table.unpack(both)) },
	{ key = "litigation", before = { "行政诉讼", "行政诉讼案件" }, needs = { "信息公开" }, unless = part(table.unpack(both)) },
}

local spans = { "历年", "近三年", "近两年", "近五年", "上半年", "下半年", "季度" }

function narrative.skip(f)
	local year = tostring(f.year)
	return function(sentence)
		for _, word in ipairs(spans) do
			if sentence:find(word, 1, true) then return true end
		end
		for other in sentence:gmatch "(20%d%d)年" do
			if other ~= year then return true end
		end
		return false
	end
end

return narrative
