--[[
政府信息公开工作年度报告各年格式共用的行和列：第三部分（申请的收到和处理）、第四部分（复议、诉讼）。

  tables.applicants()              第三部分的列
  tables.requests(number, other)   第三部分的行；number 是规定格式的文号，other 是“（六）其他处理”的行，各年格式不同
  tables.outcomes()                第四部分的列
  tables.disputes()                第四部分的行

每次都是新的表，一种格式改了自己的，不影响另一种。行的 number 是人们说的行号：三.4.1 是三（四）1。
--]]
local tables = {}

local result, refused, unable, unprocessed =
	"三、本年度办理结果", "（三）不予公开", "（四）无法提供", "（五）不予处理"

function tables.applicants()
	local all, organisation = "申请人情况", "法人或其他组织"
	return {
		{ id = "自然人", json = "natural", label = { all, "自然人" } },
		{ id = "商业企业", json = "commercial", label = { all, organisation, "商业企业" } },
		{ id = "科研机构", json = "research", label = { all, organisation, "科研机构" } },
		{ id = "社会公益组织", json = "social", label = { all, organisation, "社会公益组织" } },
		{ id = "法律服务机构", json = "legal_service", label = { all, organisation, "法律服务机构" } },
		{ id = "其他", json = "other", label = { all, organisation, "其他" } },
		{ id = "总计", json = "total", label = { all, "总计" },
			sum = { "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他" } },
	}
end

local function received()
	return {
		{ id = "A1", number = "一", json = "new", label = { "一、本年新收政府信息公开申请数量" },
			hint = "1月1日至12月31日收到的申请，按件计；补正的申请仍算原来收到的年份。" },
		{ id = "A2", number = "二", json = "carried", label = { "二、上年结转政府信息公开申请数量" },
			hint = "上一年收到、到上年12月31日还没有办结的申请，与上年报告的“结转下年度继续办理”相同。" },
	}
end

local function handled(number)
	return {
		{ id = "R1", number = "三.1", json = "granted", label = { result, "（一）予以公开" }, basis = "条例第三十六条第一、二项" },
		{ id = "R2", number = "三.2", json = "partial",
			label = { result, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）" }, basis = "条例第三十七条" },
		{ id = "R3.1", number = "三.3.1", json = "d1_state_secret", label = { result, refused, "1.属于国家秘密" },
			basis = "条例第十四条" },
		{ id = "R3.2", number = "三.3.2", json = "d2_law_forbidden", label = { result, refused, "2.其他法律行政法规禁止公开" },
			basis = "条例第十四条" },
		{ id = "R3.3", number = "三.3.3", json = "d3_safety", label = { result, refused, "3.危及“三安全一稳定”" },
			basis = "条例第十四条", hint = "国家安全、公共安全、经济安全、社会稳定。" },
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
		{ id = "R5.2", number = "三.5.2", json = "n2_repeat", label = { result, unprocessed, "2.重复申请" },
			basis = "条例第三十六条第六项" },
		{ id = "R5.3", number = "三.5.3", json = "n3_publication", label = { result, unprocessed, "3.要求提供公开出版物" },
			basis = "条例第三十九条第二款" },
		{ id = "R5.4", number = "三.5.4", json = "n4_massive", label = { result, unprocessed, "4.无正当理由大量反复申请" },
			basis = "条例第三十五条" },
		{ id = "R5.5", number = "三.5.5", json = "n5_confirm",
			label = { result, unprocessed, "5.要求行政机关确认或重新出具已获取信息" }, basis = number },
	}
end

function tables.requests(number, other)
	local rows, sum = received(), {}
	local results = handled(number)
	table.move(other, 1, #other, #results + 1, results)
	for _, row in ipairs(results) do
		rows[#rows + 1] = row
		sum[#sum + 1] = row.id
	end
	rows[#rows + 1] = { id = "R7", number = "三.7", json = "total", label = { result, "（七）总计" }, sum = sum }
	rows[#rows + 1] = { id = "A4", number = "四", json = "next", label = { "四、结转下年度继续办理" },
		hint = "到12月31日还没有办结的申请。" }
	return rows
end

function tables.outcomes()
	return {
		{ id = "结果维持", json = "maintain", label = { "结果维持" } },
		{ id = "结果纠正", json = "correct", label = { "结果纠正" } },
		{ id = "其他结果", json = "other", label = { "其他结果" } },
		{ id = "尚未审结", json = "pending", label = { "尚未审结" } },
		{ id = "总计", json = "total", label = { "总计" }, sum = { "结果维持", "结果纠正", "其他结果", "尚未审结" } },
	}
end

function tables.disputes()
	return {
		{ id = "行政复议", json = "review", label = { "行政复议" } },
		{ id = "未经复议直接起诉", json = "litigation_direct", label = { "行政诉讼", "未经复议直接起诉" } },
		{ id = "复议后起诉", json = "litigation_after_review", label = { "行政诉讼", "复议后起诉" } },
	}
end

return tables
