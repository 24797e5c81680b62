--[[
政府信息公开工作年度报告，2019、2020 年度的格式（试行，国办公开办函〔2019〕60号）。

各行各列取自多个机关公开发布的 2019、2020 年度报告，没有见到格式原件；采购总金额的单位各报告不同，格式的规定未核实。
“本年增/减”可以是负数。
--]]
local checks = require "foi-checks"
local sections = require "foi-sections"
local tables = require "foi-tables"

local number = "国办公开办函〔2019〕60号"

-- 项目数量和处理决定；last 为 false 时没有处理决定一列
local function projects(last)
	local columns = {
		{ id = "上一年项目数量", json = "before", label = { "上一年项目数量" }, hint = "上一年年底的项目数。" },
		{ id = "本年增减", json = "change", label = { "本年增/减" }, signed = true, hint = "减少的写负数。" },
	}
	if last then
		columns[3] = { id = "处理决定数量", json = "decisions", label = { "处理决定数量" }, hint = "本年作出的处理决定。" }
	end
	return columns
end

return report {
	id = "foi-2019",
	series = "foi",
	title = { zh = "政府信息公开工作年度报告（2019、2020 年度）",
		en = "Annual report on open government information (2019 and 2020)" },
	form = { number = number, basis = "《政府信息公开条例》第四十九条、第五十条", mark = "V" },
	years = { 2019, 2020 },
	due = { department = "01-31", government = "03-31" },
	heading = "{agency}{year}年政府信息公开工作年度报告",
	sections = sections(number, "本年新制作规范性文件{{2.规范性文件/本年新制作数量}}件，新公开{{2.规范性文件/本年新公开数量}}件，"
		.. "对外公开总数{{2.规范性文件/对外公开总数量}}件。"),

	tables = {
		{ id = "2", json = "table2", sheet = "二、主动公开", parts = {
			{ title = "第二十条第（一）项", corner = "信息内容",
				columns = {
					{ id = "本年新制作数量", json = "made", label = { "本年新制作数量" } },
					{ id = "本年新公开数量", json = "published", label = { "本年新公开数量" } },
					{ id = "对外公开总数量", json = "total", label = { "对外公开总数量" } },
				},
				rows = {
					{ id = "规章", json = "rules", label = { "规章" }, hint = "部门和没有立法权的政府填 0。" },
					{ id = "规范性文件", json = "normative", label = { "规范性文件" }, also = { "行政规范性文件" } },
				} },
			{ title = "第二十条第（五）项", corner = "信息内容", columns = projects(true),
				rows = {
					{ id = "行政许可", json = "licensing", label = { "行政许可" } },
					{ id = "其他对外管理服务事项", json = "services", label = { "其他对外管理服务事项" } },
				} },
			{ title = "第二十条第（六）项", corner = "信息内容", columns = projects(true),
				rows = {
					{ id = "行政处罚", json = "punishment", label = { "行政处罚" } },
					{ id = "行政强制", json = "coercion", label = { "行政强制" } },
				} },
			{ title = "第二十条第（八）项", corner = "信息内容", columns = projects(false),
				rows = { { id = "行政事业性收费", json = "fees", label = { "行政事业性收费" }, hint = "填收费项目数，不是金额。" } } },
			{ title = "第二十条第（九）项", corner = "信息内容",
				columns = {
					{ id = "采购项目数量", json = "projects", label = { "采购项目数量" } },
					{ id = "采购总金额", json = "amount", label = { "采购总金额" }, type = "decimal", places = 6,
						hint = "单位写在总体情况中。" },
				},
				rows = { { id = "政府集中采购", json = "procurement", label = { "政府集中采购" } } } },
		} },
		{ id = "3", json = "table3", sheet = "三、依申请公开", parts = {
			{ corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", columns = tables.applicants(),
				rows = tables.requests(number, {
					{ id = "R6", number = "三.6", json = "other", label = { "三、本年度办理结果", "（六）其他处理" },
						hint = "例如逾期不补正、逾期不缴费、撤回申请。" },
				}) },
		} },
		{ id = "4", json = "table4", sheet = "四、复议诉讼", layout = "across", parts = {
			{ columns = tables.outcomes(), rows = tables.disputes() },
		} },
	},

	checks = checks,
}
