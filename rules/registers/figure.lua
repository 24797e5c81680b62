--[[
手工指标：年度报告里不由登记簿算出的数（许可、处罚、强制、收费，期初数），每个数一条，有来源、有复核。
Figures that no register gives: for the annual report, each with its source and a second pair of eyes.
--]]
local function zh_en(zh, en) return { zh = zh, en = en } end

-- the same indicator of the year before, or nil
local function last_year(r, c)
	for _, other in ipairs(c.find("figure", ("year:%d code:%s"):format(r.year - 1, r.code))) do
		local same = other.dept and r.dept and other.dept.rid == r.dept.rid
		if other.state == "checked" and same and other.period == r.period then return r.code == "charges" and other.amount or other.value end
	end
end

return register "figure" {
	title = zh_en("手工指标", "Figures"), alias = { "指标" },
	law = "国办公开办函〔2021〕30号", number = "指标{year}-{seq:3}",

	fields = {
		{ "year", zh_en("年度", "Year"), int, required = true, min = 2008, max = 2100 },
		{ "period", zh_en("期间", "Period"), enum { { "year", zh_en("全年", "Year") }, { "opening", zh_en("期初", "Opening") },
			{ "q1", zh_en("一季度", "Q1") }, { "q2", zh_en("二季度", "Q2") }, { "q3", zh_en("三季度", "Q3") },
				{ "q4", zh_en("四季度", "Q4") },
		}, required = true, default = "year" },
		{ "form", zh_en("用于报告", "Form"), text, default = "foi" },
		{ "code", zh_en("指标代码", "Indicator"), enum {
			{ "rules_made", zh_en("规章本年制发件数", "Rules made") }, { "rules_repealed", zh_en("规章本年废止件数", "Rules repealed") },
			{ "rules_in_force", zh_en("规章现行有效件数", "Rules in force") },
			{ "norms_made", zh_en("规范性文件本年制发件数", "Normative documents made") },
			{ "norms_repealed", zh_en("规范性文件本年废止件数", "Normative documents repealed") },
			{ "norms_in_force", zh_en("规范性文件现行有效件数", "Normative documents in force") },
			{ "licences", zh_en("行政许可处理决定数量", "Licences") }, { "penalties", zh_en("行政处罚处理决定数量", "Penalties") },
			{ "coercion", zh_en("行政强制处理决定数量", "Coercive measures") },
			{ "charges", zh_en("行政事业性收费金额", "Administrative charges") },
			{ "carried_in", zh_en("上年结转申请数量", "Requests carried in") }, { "other", zh_en("其他指标", "Other") },
		}, required = true },
		{ "detail", zh_en("指标说明", "Detail"), text },
		{ "value", zh_en("数值", "Value"), int, min = 0 },
		{ "amount", zh_en("金额", "Amount"), money, min = 0, help = zh_en("收费金额填这里", "Charges stand here") },
		{ "unit", zh_en("单位", "Unit"), text, default = "件" },
		{ "dept", zh_en("填报处室", "Division"), ref "dept", required = true },
		{ "source", zh_en("来源文件", "Source"), file, required = "checked" },
		{ "reason", zh_en("变动说明", "Reason for the change"), para },
		{ "note", zh_en("备注", "Note"), para },
	},

	states = {
		{ "entered", zh_en("已填报", "Entered"), initial = true },
		{ "checked", zh_en("已复核", "Checked"), final = true },
	},

	moves = {
		{ "submit", zh_en("填报", "Submit"), from = "entered", by = { "经办", "登记员" }, ask = { "?value", "?amount", "?source" },
			mark = "D" },
		{ "check", zh_en("复核", "Check"), from = "entered", to = "checked", by = { "公开办", "负责人" }, not_by = "submit",
			ask = { "source", "?reason" },
			guard = function(r, c)
				local value = r.code == "charges" and r.amount or r.value
				if not value then return false, zh_en("没有数值", "There is no value") end
				local before = last_year(r, c)
				local large = before and before > 0 and math.abs(value - before) * 2 > before
				return not large or r.reason ~= nil, zh_en("比上年变动超过50%，须写明原因",
					"It differs by more than half from last year: say why")
			end, mark = "D" },
	},
	closed = { "check" },

	clocks = {
		{ "report", zh_en("年报前复核", "Before the report"), fixed "01-20", stop = { "check" }, warn = { 10, 5, 0 },
			law = "条例第四十九条", mark = "D" },
	},

	checks = {
		{ "value", "error", function(r)
			return r.code == "charges" and r.amount ~= nil or r.code ~= "charges" and r.value ~= nil,
				zh_en("没有数值", "There is no value")
		end, mark = "D" },
	},

	views = {
		{ "open", zh_en("待复核", "To be checked"), where = "state:entered", cols = "no year code value amount dept",
			sort = "year" },
		{ "all", zh_en("全部指标", "All"), cols = "no year period code value amount unit dept state", sort = "-year" },
	},

	import = { key = { "year", "period", "code", "dept" } },

	report = {
		{ "values", zh_en("各指标", "Indicators"), list { where = "year:{year} state:checked",
			cols = "period code value amount unit dept", sort = "code" } },
		{ "unchecked", zh_en("未复核", "Unchecked"), count { where = "year:{year} state:entered" } },
	},

	public = { nothing = true },
}
