--[[
政府信息公开工作年度报告，2021 年度起的格式（国办公开办函〔2021〕30号）。

表里的行、列、勾稽关系是格式规定的；“填什么”是给填表人的提示，根据《政府信息公开条例》。
--]]
local checks = require "foi-checks"

-- 第三部分的列：申请人情况
local function applicants()
	local organisation = "法人或其他组织"
	return {
		{ id = "自然人", json = "natural", label = { "申请人情况", "自然人" } },
		{ id = "商业企业", json = "commercial", label = { "申请人情况", organisation, "商业企业" } },
		{ id = "科研机构", json = "research", label = { "申请人情况", organisation, "科研机构" } },
		{ id = "社会公益组织", json = "social", label = { "申请人情况", organisation, "社会公益组织" } },
		{ id = "法律服务机构", json = "legal_service", label = { "申请人情况", organisation, "法律服务机构" } },
		{ id = "其他", json = "other", label = { "申请人情况", organisation, "其他" } },
		{ id = "总计", json = "total", label = { "申请人情况", "总计" },
			sum = { "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他" } },
	}
end

local result, refused, unable, unprocessed, other =
	"三、本年度办理结果", "（三）不予公开", "（四）无法提供", "（五）不予处理", "（六）其他处理"

-- 第三部分的行。number 是人们说的行号：三.4.1 是三（四）1。
local requests = {
	{ id = "A1", number = "一", json = "new", label = { "一、本年新收政府信息公开申请数量" },
		hint = "1月1日至12月31日收到的申请，按件计；补正的申请仍算原来收到的年份。" },
	{ id = "A2", number = "二", json = "carried", label = { "二、上年结转政府信息公开申请数量" },
		hint = "上一年收到、到上年12月31日还没有办结的申请，与上年报告的“结转下年度继续办理”相同。" },
	{ id = "R1", number = "三.1", json = "granted", label = { result, "（一）予以公开" }, basis = "条例第三十六条第一、二项" },
	{ id = "R2", number = "三.2", json = "partial",
		label = { result, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）" }, basis = "条例第三十七条" },
	{ id = "R3.1", number = "三.3.1", json = "d1_state_secret", label = { result, refused, "1.属于国家秘密" }, basis = "条例第十四条" },
	{ id = "R3.2", number = "三.3.2", json = "d2_law_forbidden", label = { result, refused, "2.其他法律行政法规禁止公开" },
		basis = "条例第十四条" },
	{ id = "R3.3", number = "三.3.3", json = "d3_safety", label = { result, refused, "3.危及“三安全一稳定”" }, basis = "条例第十四条",
		hint = "国家安全、公共安全、经济安全、社会稳定。" },
	{ id = "R3.4", number = "三.3.4", json = "d4_third_party", label = { result, refused, "4.保护第三方合法权益" },
		basis = "条例第十五条、第三十二条" },
	{ id = "R3.5", number = "三.3.5", json = "d5_internal", label = { result, refused, "5.属于三类内部事务信息" },
		basis = "条例第十六条第一款", hint = "人事管理、后勤管理、内部工作流程。" },
	{ id = "R3.6", number = "三.3.6", json = "d6_process", label = { result, refused, "6.属于四类过程性信息" },
		basis = "条例第十六条第二款", hint = "讨论记录、过程稿、磋商信函、请示报告。" },
	{ id = "R3.7", number = "三.3.7", json = "d7_case_file", label = { result, refused, "7.属于行政执法案卷" },
		basis = "条例第十六条第二款" },
	{ id = "R3.8", number = "三.3.8", json = "d8_admin_query", label = { result, refused, "8.属于行政查询事项" },
		basis = "条例第三十六条第七项" },
	{ id = "R4.1", number = "三.4.1", json = "u1_not_held", label = { result, unable, "1.本机关不掌握相关政府信息" },
		basis = "条例第三十六条第四、五项" },
	{ id = "R4.2", number = "三.4.2", json = "u2_need_creation", label = { result, unable, "2.没有现成信息需要另行制作" },
		basis = "条例第三十八条" },
	{ id = "R4.3", number = "三.4.3", json = "u3_unclear", label = { result, unable, "3.补正后申请内容仍不明确" },
		basis = "条例第三十条" },
	{ id = "R5.1", number = "三.5.1", json = "n1_petition", label = { result, unprocessed, "1.信访举报投诉类申请" },
		basis = "条例第三十九条第一款" },
	{ id = "R5.2", number = "三.5.2", json = "n2_repeat", label = { result, unprocessed, "2.重复申请" }, basis = "条例第三十六条第六项" },
	{ id = "R5.3", number = "三.5.3", json = "n3_publication", label = { result, unprocessed, "3.要求提供公开出版物" },
		basis = "条例第三十九条第二款" },
	{ id = "R5.4", number = "三.5.4", json = "n4_massive", label = { result, unprocessed, "4.无正当理由大量反复申请" },
		basis = "条例第三十五条" },
	{ id = "R5.5", number = "三.5.5", json = "n5_confirm",
		label = { result, unprocessed, "5.要求行政机关确认或重新出具已获取信息" }, basis = "国办公开办函〔2021〕30号" },
	{ id = "R6.1", number = "三.6.1", json = "o1_overdue_correction",
		label = { result, other, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请" }, basis = "条例第三十条" },
	{ id = "R6.2", number = "三.6.2", json = "o2_overdue_fee",
		label = { result, other, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请" },
		basis = "条例第四十二条，国办函〔2020〕109号" },
	{ id = "R6.3", number = "三.6.3", json = "o3_other", label = { result, other, "3.其他" }, hint = "例如申请人撤回申请。" },
	{ id = "R7", number = "三.7", json = "total", label = { result, "（七）总计" },
		sum = { "R1", "R2", "R3.1", "R3.2", "R3.3", "R3.4", "R3.5", "R3.6", "R3.7", "R3.8", "R4.1", "R4.2", "R4.3",
			"R5.1", "R5.2", "R5.3", "R5.4", "R5.5", "R6.1", "R6.2", "R6.3" } },
	{ id = "A4", number = "四", json = "next", label = { "四、结转下年度继续办理" },
		hint = "到12月31日还没有办结的申请。" },
}

local function outcomes()
	return {
		{ id = "结果维持", json = "maintain", label = { "结果维持" } },
		{ id = "结果纠正", json = "correct", label = { "结果纠正" } },
		{ id = "其他结果", json = "other", label = { "其他结果" } },
		{ id = "尚未审结", json = "pending", label = { "尚未审结" } },
		{ id = "总计", json = "total", label = { "总计" }, sum = { "结果维持", "结果纠正", "其他结果", "尚未审结" } },
	}
end

return report {
	id = "foi-2021",
	series = "foi",
	title = { zh = "政府信息公开工作年度报告", en = "Annual report on open government information" },
	form = { number = "国办公开办函〔2021〕30号", basis = "《政府信息公开条例》第四十九条、第五十条", mark = "V" },
	years = { 2021 },
	due = { department = "01-31", government = "03-31" },
	heading = "{agency}{year}年政府信息公开工作年度报告",

	sections = {
		{ id = "0" }, -- 引言
		{ id = "1", heading = "一、总体情况", text = true },
		{ id = "2", heading = "二、主动公开政府信息情况", table = "2" },
		{ id = "3", heading = "三、收到和处理政府信息公开申请情况", table = "3" },
		{ id = "4", heading = "四、政府信息公开行政复议、行政诉讼情况", table = "4",
			also = { "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况" } },
		{ id = "5", heading = "五、存在的主要问题及改进情况", text = true },
		{ id = "6", heading = "六、其他需要报告的事项", text = true },
	},

	tables = {
		{ id = "2", json = "table2", sheet = "二、主动公开", parts = {
			{ title = "第二十条第（一）项", corner = "信息内容",
				columns = {
					{ id = "本年制发件数", json = 1, label = { "本年制发件数" } },
					{ id = "本年废止件数", json = 2, label = { "本年废止件数" } },
					{ id = "现行有效件数", json = 3, label = { "现行有效件数" } },
				},
				rows = {
					{ id = "规章", json = "rules", label = { "规章" }, hint = "部门和没有立法权的政府填 0。" },
					{ id = "行政规范性文件", json = "normative", label = { "行政规范性文件" }, also = { "规范性文件" },
						hint = "失效的文件计入废止件数。" },
				} },
			{ title = "第二十条第（五）项", corner = "信息内容", columns = { { id = "本年处理决定数量", label = { "本年处理决定数量" } } },
				rows = { { id = "行政许可", json = "licensing", label = { "行政许可" } } } },
			{ title = "第二十条第（六）项", corner = "信息内容", columns = { { id = "本年处理决定数量", label = { "本年处理决定数量" } } },
				rows = {
					{ id = "行政处罚", json = "punishment", label = { "行政处罚" } },
					{ id = "行政强制", json = "coercion", label = { "行政强制" } },
				} },
			{ title = "第二十条第（八）项", corner = "信息内容",
				columns = { { id = "本年收费金额", label = { "本年收费金额（单位：万元）" }, type = "decimal", places = 6 } },
				rows = { { id = "行政事业性收费", json = "fee_wan", label = { "行政事业性收费" }, hint = "以万元为单位。" } } },
		} },
		{ id = "3", json = "table3", sheet = "三、依申请公开", parts = {
			{ corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
				columns = applicants(), rows = requests },
		} },
		{ id = "4", json = "table4", sheet = "四、复议诉讼", layout = "across", parts = {
			{ columns = outcomes(), rows = {
				{ id = "行政复议", json = "review", label = { "行政复议" } },
				{ id = "未经复议直接起诉", json = "litigation_direct", label = { "行政诉讼", "未经复议直接起诉" } },
				{ id = "复议后起诉", json = "litigation_after_review", label = { "行政诉讼", "复议后起诉" } },
			} },
		} },
	},

	checks = checks,
}
