--[[
处室和单位：其他登记簿的“承办处室”都指向这里。
Departments: what `ref "dept"` of other registers points to.
--]]
return register "dept" {
	title = { zh = "处室和单位", en = "Departments" }, alias = { "处室" },

	fields = {
		{ "code", { zh = "代码", en = "Code" }, text, required = true, unique = true, pattern = "^[%w_-]+$", max = 40 },
		{ "name", { zh = "名称", en = "Name" }, text, required = true, unique = true,
			header = { "处室名称", "单位名称", "部门" } },
		{ "kind", { zh = "类别", en = "Kind" }, enum {
			{ "division", { zh = "处室", en = "Division" } },
			{ "subordinate", { zh = "局属单位", en = "Subordinate unit" } },
			{ "enforcement", { zh = "执法机构", en = "Enforcement body" } },
			{ "service", { zh = "政务服务中心", en = "Service centre" } },
			{ "district", { zh = "区局", en = "District bureau" } },
		}, required = true, default = "division" },
		{ "head", { zh = "负责人", en = "Head" }, text },
		{ "from_on", { zh = "启用日期", en = "Since" }, date },
		{ "to_on", { zh = "停用日期", en = "Until" }, date, required = "closed" },
		{ "note", { zh = "备注", en = "Note" }, para },
	},

	states = {
		{ "current", { zh = "在用", en = "Current" }, initial = true },
		{ "closed", { zh = "停用", en = "Closed" }, final = true },
	},

	moves = {
		{ "close", { zh = "停用登记", en = "Close" }, from = "current", to = "closed", by = { "公开办", "管理员" },
			ask = { "to_on" } },
	},
	closed = { "close" },

	views = {
		{ "current", { zh = "在用处室", en = "Current departments" }, where = "state:current", cols = "code name kind head",
			sort = "code" },
	},

	import = { key = { "code" } },

	report = {
		{ "current", { zh = "在用处室数", en = "Current departments" }, count { where = "state:current" } },
	},
}
