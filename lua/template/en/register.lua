--[[
A register: its fields, the states that a record goes through, who makes which move, how deadlines are counted.
It works as it is; change it into the one that you need, and look at it after each change:

    govpub reg check {id}
    govpub reg show {id}

Manual: man govpub-registers
--]]
return register "{id}" {
	title = { zh = "政务公开培训", en = "Training" },

	-- the number of a record: {year}, and {seq:2}, a running number of two digits
	number = "T{year}-{seq:2}",

	-- fields: { "key", label, type, attributes }; a label is Chinese, or has both languages
	fields = {
		{ "title", { zh = "培训名称", en = "Title" }, text, required = true },
		{ "on", { zh = "日期", en = "Date" }, date, required = true },
		{ "hours", { zh = "学时", en = "Hours" }, int, min = 0 },
		{ "kind", { zh = "形式", en = "Kind" }, enum { { "meeting", { zh = "集中", en = "Meeting" } },
			{ "online", { zh = "网络", en = "Online" } } }, default = "meeting" },
		{ "people", { zh = "参训人员", en = "People" }, rows { { "name", { zh = "姓名", en = "Name" }, text },
			{ "dept", { zh = "处室", en = "Division" }, text } } },
		{ "files", { zh = "材料", en = "Files" }, files },
		{ "note", { zh = "备注", en = "Note" }, para },
	},

	-- states: the first one is initial; nothing leads out of a final one
	states = {
		{ "plan", { zh = "计划", en = "Planned" }, initial = true },
		{ "held", { zh = "已举办", en = "Held" } },
		{ "filed", { zh = "已归档", en = "Filed" }, final = true },
	},

	-- moves: from which state, to which, by whom, asking for what; a guard says why not
	moves = {
		{ "hold", { zh = "举办登记", en = "Hold" }, from = "plan", to = "held", by = "publisher", ask = { "people" },
			guard = function(r, c) return c.on >= r.on, { zh = "培训日期还没有到", en = "The day has not come" } end },
		{ "file", { zh = "归档", en = "File" }, from = "held", to = "filed", by = "publisher", ask = { "?files" } },
	},
	closed = { "hold" },

	-- clocks: when something is due, and how many days before to say so
	clocks = {
		{ "plan", { zh = "举办日期", en = "Day" }, on = "on", stop = { "hold" }, warn = { 10, 3 } },
	},

	-- checks: what govpub check looks at
	checks = {
		{ "people", "warning", function(r)
			return r.state == "plan" or r:has "people", { zh = "没有参训人员", en = "Nobody took part" }
		end },
	},

	views = {
		{ "open", { zh = "待举办", en = "Planned" }, where = "state:plan", cols = "no title on plan", sort = "on" },
	},

	report = {
		{ "times", { zh = "期数", en = "Times" }, count { where = "@hold:{year}" } },
		{ "people", { zh = "人次", en = "People" }, count { of = "people", where = "@hold:{year}" } },
	},

	public = { nothing = true },
}
