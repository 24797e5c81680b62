--[[
总体情况里常写的件数，和表里的哪些数相同。

  narrative.cells[key]   相加得到这个数的单元格
  narrative.words[key]   这个数怎么说
  narrative.keys         次序
  narrative.also[key]    加上（1）或者减去（-1）上年结转也算对的：有的把上年结转的一起说，有的不说
  narrative.terms(f)     怎样从文字里认出来（report.numbers）；只认有把握的，宁漏勿误
  narrative.skip(f)      → function(句子)：讲的是别的年份、一段时间或者别的机关的句子，不看
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

narrative.also = { requests_received = 1, answered = -1 }

local function joined(list, more)
	return table.move(more, 1, #more, #list + 1, table.move(list, 1, #list, 1, {}))
end

-- 讲的是一部分：某种渠道、某类申请人、某段时间；下面是某一级机关
local some = { "网络", "网站", "网上", "在线", "线上", "线下", "平台", "信函", "信件", "邮寄", "邮件", "邮政", "当面", "现场", "窗口", "传真",
	"自然人", "公民", "个人", "法人", "企业", "组织", "上半年", "下半年", "季度", "月份", "同比", "同期", "去年", "往年", "平均", "日均", "累计",
	"历年", "以来", "按时", "按期", "逾期", "约", "近", "余", "转办", "其中" }
local levels = { "市级", "县级", "区级", "省级", "本级", "市直", "区直", "县直", "各县", "各区", "各镇", "县(市", "(市、区)", "部门", "街道",
	"乡镇", "镇街", "下属" }

local request_words = { "申请" }
local result_words = { "答复", "办结", "办理", "公开申请" }
-- 公文的公开属性、建议提案的办理，不是申请的办理结果
local papers = { "公文", "属性", "制发", "发文", "建议", "提案", "议案", "复文", "规范性文件" }
-- 同一句里讲留言、来信，或者讲还在办的
local letters = { "留言", "工单", "热线", "来信", "信箱", "代表", "委员", "正在", "在办", "未到期", "尚未办结" }
local others = { "复议", "诉讼", "举报", "投诉", "建议", "提案", "留言", "咨询", "信访" }
local cases = { "复议、", "复议和", "复议及", "复议与", "复议或", "维持", "纠正", "撤销", "尚未", "其他结果", "驳回", "新增", "新收", "新发",
	"审结", "办结", "一审", "二审", "再审" }
local why = { "因", "属于", "涉及" } -- 说了原因的，只是其中一种

local carried_out = { "结转下年度继续办理", "结转下年度办理", "结转至下年度继续办理", "结转下年度", "结转至下年度", "结转下一年度", "结转至下一年度",
	"结转下年" }
local nothing = {}
for _, word in ipairs { "未", "没有", "未曾" } do
	for _, verb in ipairs { "收到", "接到", "接收到" } do
		for _, what in ipairs { "政府信息公开申请", "信息公开申请", "依申请公开", "公开申请", "政府信息依申请公开" } do
			nothing[#nothing + 1] = word .. verb .. what
		end
	end
end

function narrative.terms(f)
	local agency, here = f.agency or "", {}
	for _, word in ipairs(levels) do
		if not agency:find(word, 1, true) then here[#here + 1] = word end
	end
	local function part(...)
		local words = joined(some, here)
		for _, list in ipairs { ... } do words = joined(words, list) end
		return words
	end
	local function result(key, phrase, ...)
		return { key = key, before = { phrase }, needs = result_words, never = papers, unless = part(why, ...) }
	end
	local received = part(others, { "含", "包括", "结转", "来电", "补正", "上年", "上一年" })
	return {
		{ key = "requests_received", before = { "收到", "新收", "收到和处理", "收到并处理", "收到和办理" }, none = nothing, needs = request_words,
			unless = received },
		{ key = "requests_received", before = { "受理", "接到", "接收" }, between = { "公开" }, needs = request_words, unless = received },
		{ key = "carried_in", before = { "上年结转", "上年度结转", "上一年结转", "上一年度结转" }, needs = request_words, unless = part() },
		{ key = "answered", before = { "答复", "办结", "已答复", "已办结" }, needs = request_words, never = joined(papers, letters),
			unless = part(others, { "不含", "当年", "新收", "延期", "当场", "电话", "书面", "口头" }) },
		{ key = "carried_out", before = carried_out, after = { "结转下年", "结转至下年", "结转下一年", "结转至下一年" }, needs = request_words,
			unless = part() },
		result("granted", "予以公开", { "部分" }),
		result("partial", "部分公开"),
		result("denied", "不予公开", { "部分", "秘密", "隐私", "第三方", "内部", "过程", "案卷", "查询" }),
		result("unable", "无法提供", { "不掌握", "不存在", "现成", "补正" }),
		result("not_processed", "不予处理", { "信访", "投诉", "重复", "反复", "出版物", "重新出具" }),
		result("other", "其他处理", { "补正", "撤回", "撤销", "缴" }),
		{ key = "review", before = { "行政复议", "行政复议案件", "行政复议申请" }, first = { "信息公开" }, unless = part(cases) },
		{ key = "litigation", before = { "行政诉讼", "行政诉讼案件" }, first = { "信息公开" }, never = { "复议后", "直接起诉", "经复议" },
			unless = part(cases) },
	}
end

local spans = { "历年", "近三年", "近两年", "近五年", "上半年", "下半年", "季度" }

-- 除了“1月1日至12月31日”，提到月份的都是一段时间
local function tells_month(sentence)
	return sentence:gsub("%f[%d]1月1日", ""):gsub("12月31日", ""):find "%d月" ~= nil
end

function narrative.skip(f)
	local year, agency = tostring(f.year), f.agency or ""
	local government = agency:find "人民政府$" ~= nil or f.kind == "government" and not agency:find("办公", 1, true)
	return function(sentence)
		for _, word in ipairs(spans) do
			if sentence:find(word, 1, true) then return true end
		end
		for other in sentence:gmatch "(20%d%d)年" do
			if other ~= year then return true end
		end
		-- 政府的报告说到办公室，是本机关的数，不是全市、全县的
		return tells_month(sentence) or government and (sentence:find("办公室", 1, true) or sentence:find("办公厅", 1, true)) ~= nil
	end
end

return narrative
