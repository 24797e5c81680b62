--[[
政务公开培训台账。四个空都是四条下划线，提示写在上一行。
The training ledger. Four gaps are left, of four underscores each, with a hint above.
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
		-- 第一空：电话是个人信息，写 true   gap 1: a telephone number is personal: true
		{ "phone", { zh = "讲师电话", en = "Telephone" }, phone, pii = ____ },
		{ "summary", { zh = "小结", en = "Summary" }, para, required = "filed" },
		{ "filed_on", { zh = "归档日期", en = "Filed" }, date },
	},

	states = {
		{ "plan", { zh = "计划", en = "Planned" }, initial = true },
		{ "held", { zh = "已举办", en = "Held" } },
		{ "filed", { zh = "已归档", en = "Filed" }, final = true },
	},

	moves = {
		-- 第二空：每期不少于几个学时   gap 2: how many hours a training has at least
		{ "hold", { zh = "举办登记", en = "Hold" }, from = "plan", to = "held", by = "公开办", ask = { "hours", "n" },
			guard = function(r) return r.hours >= ____, "学时不够（培训办法第三条）" end },
		{ "file", { zh = "归档", en = "File" }, from = "held", to = "filed", by = "公开办", ask = { "summary" },
			set = function(r, c) r.filed_on = c.on end },
	},
	closed = { "hold" },

	clocks = {
		-- 第三空：举办以后几个工作日内归档   gap 3: within how many working days it is filed
		{ "file", { zh = "归档期限", en = "File by" }, workdays(____), from = "@hold", stop = "file", warn = { 3, 0 },
			law = "培训办法第九条" },
	},

	views = {
		{ "open", { zh = "没有归档的", en = "Not filed yet" }, where = "state!=filed", cols = "no title on state file" },
	},

	import = { key = { "title", "on" }, dates = { hold = "on", file = "filed_on" } },

	report = {
		-- 第四空：数做过哪个动作的，写动作的编码   gap 4: the key of the move that is counted
		{ "times", { zh = "期数", en = "Times" }, count { where = "@____:{year}" } },
		{ "people", { zh = "人次", en = "People" }, sum { of = "n", where = "@hold:{year}" } },
	},

	public = { nothing = true },
}
