--[[
一本登记簿：有哪些字段，经过哪些状态，谁做什么动作，期限怎么算。
现在的内容可以直接使用，请改成自己需要的。改一次，查一次：

    govpub reg check {id}
    govpub reg show {id}

手册：man govpub-registers
--]]
return register "{id}" {
	title = { zh = "政务公开培训", en = "Training" },

	-- 编号：{year} 年度，{seq:2} 两位流水号
	number = "培训{year}-{seq:2}",

	-- 字段：{ "编码", "名称", 类型, 属性 }
	fields = {
		{ "title", "培训名称", text, required = true },
		{ "on", "日期", date, required = true },
		{ "hours", "学时", int, min = 0 },
		{ "kind", "形式", enum { { "meeting", "集中" }, { "online", "网络" } }, default = "meeting" },
		{ "people", "参训人员", rows { { "name", "姓名", text }, { "dept", "处室", text } } },
		{ "files", "材料", files },
		{ "note", "备注", para },
	},

	-- 状态：起始的写 initial，不再变动的写 final
	states = {
		{ "plan", "计划", initial = true },
		{ "held", "已举办" },
		{ "filed", "已归档", final = true },
	},

	-- 动作：从哪个状态（from）到哪个状态（to），由谁做（by），要填什么（ask）；条件（guard）不满足时说明原因
	moves = {
		{ "hold", "举办登记", from = "plan", to = "held", by = "公开办", ask = { "people" },
			guard = function(r, c) return c.on >= r.on, "培训日期还没有到" end },
		{ "file", "归档", from = "held", to = "filed", by = "公开办", ask = { "?files" } },
	},
	closed = { "hold" },

	-- 期限：到哪一天，提前几天提醒
	clocks = {
		{ "plan", "举办日期", on = "on", stop = { "hold" }, warn = { 10, 3 } },
	},

	-- 核对：govpub check 时检查
	checks = {
		{ "people", "warning", function(r) return r.state == "plan" or r:has "people", "没有参训人员" end },
	},

	views = {
		{ "open", "待举办", where = "state:plan", cols = "no title on plan", sort = "on" },
	},

	report = {
		{ "times", "期数", count { where = "@hold:{year}" } },
		{ "people", "人次", count { of = "people", where = "@hold:{year}" } },
	},

	public = { nothing = true },
}
