--[[
依申请公开的办理结果：编码就是年度报告第三表“三、本年度办理结果”的行号（国办公开办函〔2021〕30号），统计不必另配。
The outcomes of requests; the codes are the rows of table 3 of the annual report. Article numbers: 条例.

  outcomes.list           { { code, label }, … } for codes
  outcomes.refuses(code)  whether it withholds on 条例第十四条至第十六条: since 2024 administrative review comes first
--]]
local outcomes = {}

outcomes.list = {
	{ "1", { zh = "予以公开", en = "Disclosed" } },
	{ "2", { zh = "部分公开", en = "Disclosed in part" } },
	{ "3.1", { zh = "不予公开·属于国家秘密", en = "Withheld: state secret" } },
	{ "3.2", { zh = "不予公开·其他法律行政法规禁止公开", en = "Withheld: forbidden by other laws" } },
	{ "3.3", { zh = "不予公开·危及“三安全一稳定”", en = "Withheld: security and stability" } },
	{ "3.4", { zh = "不予公开·保护第三方合法权益", en = "Withheld: rights of third parties" } },
	{ "3.5", { zh = "不予公开·属于三类内部事务信息", en = "Withheld: internal affairs" } },
	{ "3.6", { zh = "不予公开·属于四类过程性信息", en = "Withheld: deliberations" } },
	{ "3.7", { zh = "不予公开·属于行政执法案卷", en = "Withheld: case files of enforcement" } },
	{ "3.8", { zh = "不予公开·属于行政查询事项", en = "Withheld: a matter of inquiry" } },
	{ "4.1", { zh = "无法提供·本机关不掌握相关政府信息", en = "Not available: not held" } },
	{ "4.2", { zh = "无法提供·没有现成信息需要另行制作", en = "Not available: would have to be made" } },
	{ "4.3", { zh = "无法提供·补正后申请内容仍不明确", en = "Not available: unclear after correction" } },
	{ "5.1", { zh = "不予处理·信访举报投诉类申请", en = "Not processed: petition or complaint" } },
	{ "5.2", { zh = "不予处理·重复申请", en = "Not processed: repeated" } },
	{ "5.3", { zh = "不予处理·要求提供公开出版物", en = "Not processed: a publication" } },
	{ "5.4", { zh = "不予处理·无正当理由大量反复申请", en = "Not processed: many without good reason" } },
	{ "5.5", { zh = "不予处理·要求确认或重新出具已获取信息", en = "Not processed: confirmation of what is known" } },
	{ "6.1", { zh = "其他处理·逾期不补正", en = "Other: not corrected in time" } },
	{ "6.2", { zh = "其他处理·逾期未缴费", en = "Other: fee not paid in time" } },
	{ "6.3", { zh = "其他处理·其他", en = "Other" } },
}

local refusing = {}
for _, code in ipairs { "3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7" } do refusing[code] = true end

-- 部分公开：不公开的部分适用同样的条款 [D]
function outcomes.refuses(code)
	return code == "2" or refusing[code] == true
end

return outcomes
