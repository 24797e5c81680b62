--[[
政务公开培训台账。
The training ledger.
--]]
return register "training" {
	title = { zh = "政务公开培训", en = "Trainings" },
	number = "培训{year}-{seq:2}",

	fields = {
		{ "title", { zh = "培训名称", en = "Title" }, text, required = true },
		{ "on", { zh = "培训日期", en = "Day" }, date, required = true, header = { "日期" } },
		{ "hours", { zh = "学时", en = "Hours" }, int, min = 1 },
		{ "n", { zh = "人数", en = "People" }, int, min = 1 },
		{ "cost", { zh = "费用", en = "Cost" }, money },
		{ "teacher", { zh = "讲师", en = "Teacher" }, text },
		{ "phone", { zh = "讲师电话", en = "Telephone" }, phone, pii = true },
		{ "summary", { zh = "小结", en = "Summary" }, para, required = "filed" },
		{ "filed_on", { zh = "归档日期", en = "Filed" }, date },
	},

	states = {
		{ "plan", { zh = "计划", en = "Planned" }, initial = true },
		{ "held", { zh = "已举办", en = "Held" } },
		{ "filed", { zh = "已归档", en = "Filed" }, final = true },
	},

	moves = {
		{ "hold", { zh = "举办登记", en = "Hold" }, from = "plan", to = "held", by = "公开办", ask = { "hours", "n" },
			guard = function(r) return r.hours >= 2, "学时不够（培训办法第三条）" end },
		{ "file", { zh = "归档", en = "File" }, from = "held", to = "filed", by = "公开办", ask = { "summary" },
			set = function(r, c) r.filed_on = c.on end },
	},
	closed = { "hold" },

	clocks = {
		{ "file", { zh = "归档期限", en = "File by" }, workdays(10), from = "@hold", stop = "file", warn = { 3, 0 },
			law = "培训办法第九条" },
	},

	views = {
		{ "open", { zh = "没有归档的", en = "Not filed yet" }, where = "state!=filed", cols = "no title on state file" },
	},

	import = { key = { "title", "on" }, dates = { hold = "on", file = "filed_on" } },

	report = {
		{ "times", { zh = "期数", en = "Times" }, count { where = "@hold:{year}" } },
		{ "people", { zh = "人次", en = "People" }, sum { of = "n", where = "@hold:{year}" } },
	},

	public = { nothing = true },
}
