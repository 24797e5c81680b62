--[[
政府信息公开工作年度报告，2021 年度起的格式（国办公开办函〔2021〕30号）。

表里的行、列、勾稽关系是格式规定的；“填什么”是给填表人的提示，根据《政府信息公开条例》。
--]]
local checks = require "foi-checks"
local sections = require "foi-sections"
local tables = require "foi-tables"

local number = "国办公开办函〔2021〕30号"
local result, other = "三、本年度办理结果", "（六）其他处理"

return report {
	id = "foi-2021",
	series = "foi",
	title = { zh = "政府信息公开工作年度报告", en = "Annual report on open government information" },
	form = { number = number, basis = "《政府信息公开条例》第四十九条、第五十条", mark = "V" },
	years = { 2021 },
	due = { department = "01-31", government = "03-31" },
	heading = "{agency}{year}年政府信息公开工作年度报告",
	sections = sections(number, "本年制发行政规范性文件{{2.行政规范性文件/本年制发件数}}件，"
		.. "废止{{2.行政规范性文件/本年废止件数}}件，现行有效{{2.行政规范性文件/现行有效件数}}件。"),

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
			{ corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", columns = tables.applicants(),
				rows = tables.requests(number, {
					{ id = "R6.1", number = "三.6.1", json = "o1_overdue_correction",
						label = { result, other, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请" },
						basis = "条例第三十条" },
					{ id = "R6.2", number = "三.6.2", json = "o2_overdue_fee",
						label = { result, other, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请" },
						basis = "条例第四十二条，国办函〔2020〕109号" },
					{ id = "R6.3", number = "三.6.3", json = "o3_other", label = { result, other, "3.其他" },
						hint = "例如申请人撤回申请。" },
				}) },
		} },
		{ id = "4", json = "table4", sheet = "四、复议诉讼", layout = "across", parts = {
			{ columns = tables.outcomes(), rows = tables.disputes() },
		} },
	},

	checks = checks,
}
