-- A register of the tests, for the folder registers/ of an office: trainings, with a deadline, a guard and personal values.
return register "training" {
	title = { zh = "政务公开培训", en = "Trainings" }, alias = { "培训班" }, number = "培训{year}-{seq:2}",
	fields = {
		{ "title", { zh = "培训名称", en = "Title" }, text, required = true },
		{ "on", { zh = "日期", en = "Day" }, date, required = true },
		{ "hours", { zh = "学时", en = "Hours" }, int, min = 1, max = 100 },
		{ "code", { zh = "编码", en = "Code" }, text, unique = true },
		{ "cost", { zh = "费用", en = "Cost" }, money },
		{ "teacher", { zh = "讲师", en = "Teacher" }, text, pii = true },
		{ "level", { zh = "级别", en = "Level" }, enum { { "city", { zh = "市级", en = "City" } }, { "unit", { zh = "单位", en = "Unit" } } },
			default = "unit" },
		{ "plan_no", { zh = "计划号", en = "Plan" }, text, frozen = true },
		{ "summary", { zh = "小结", en = "Summary" }, para, required = "filed" },
		{ "who", { zh = "参训人员", en = "People" }, rows { { "name", { zh = "姓名", en = "Name" }, text, required = true, pii = true },
			{ "unit", { zh = "单位", en = "Unit" }, text } } },
		{ "after", { zh = "后续培训", en = "Followed by" }, ref "training" },
		{ "files", { zh = "材料", en = "Files" }, files },
	},
	states = {
		{ "plan", { zh = "计划", en = "Planned" }, initial = true },
		{ "held", { zh = "已举办", en = "Held" } },
		{ "filed", { zh = "已归档", en = "Filed" }, final = true },
	},
	moves = {
		{ "hold", { zh = "举办", en = "Hold" }, from = "plan", to = "held", by = { "经办" }, ask = { "hours" },
			guard = function(r) return r.on ~= nil and r.hours ~= nil and r.hours >= 2, { zh = "学时不少于2（培训办法第三条）", en = "two hours at least (article 3)" } end },
		{ "check", { zh = "核对", en = "Verify" }, from = "held", by = { "经办", "负责人" }, not_by = { "hold" }, ask = { "!核对意见" } },
		{ "file", { zh = "归档登记", en = "File" }, from = "held", to = "filed", by = { "经办" }, ask = { "summary" } },
		{ "burn", { zh = "销毁", en = "Burn" }, from = "filed", by = { "负责人" }, irrevocable = true },
		{ "repeat_", { zh = "再办", en = "Repeat" }, from = "held", by = { "经办" },
			effect = function(r, c) c.create("training", { title = r.title .. "（再办）", on = r.on }); c.notify("head", "再办一期") end },
	},
	closed = { "file" },
	clocks = {
		{ "held", { zh = "举办期限", en = "Hold by" }, on = "on", stop = { "hold" }, warn = { 5, 2 } },
		{ "file", { zh = "归档期限", en = "File by" }, workdays(10), from = "@hold", stop = { "file" }, law = "培训办法第九条" },
	},
	checks = {
		{ "cost", "warning", function(r) return r.cost == nil or r.cost <= 1000000, { zh = "费用超过一万元", en = "more than ten thousand" } end },
	},
	views = {
		{ "planned", { zh = "计划中", en = "Planned" }, where = "state:plan", cols = "no title on held" },
		{ "every", { zh = "全部台账", en = "All of them" }, cols = "no title state" },
	},
	report = {
		{ "times", { zh = "期数", en = "Times" }, count { where = "@hold:{year}" } },
		{ "costs", { zh = "费用合计", en = "Costs" }, sum { of = "cost", where = "on:{year}" } },
		{ "levels", { zh = "按级别", en = "By level" }, crosstab { row = "level", col = "hours", where = "on:{year}" } },
	},
	roles = { { "经办", edit = { "title", "on", "hours", "code", "cost", "level", "plan_no", "summary", "after" } }, { "负责人", see = { "teacher", "who" }, edit = { "summary" } } },
}
