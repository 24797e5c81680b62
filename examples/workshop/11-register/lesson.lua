-- 练习 11 的检查项：全部满足才算完成。lesson 11: what must be true before it is done
return {
	title = { zh = "把一本台账做成登记簿", en = "Make a register of a ledger" },
	minutes = 30,
	checks = {
		{ kind = "filled", path = "registers/training.lua", gap = "____", first = true,
			missing = { zh = "registers/training.lua 第 {line} 行还有空没有填",
				en = "registers/training.lua: line {line} still has a gap to fill" } },
		{ kind = "declares", register = "training", part = "fields.phone.pii", value = true,
			missing = { zh = "讲师电话还没有作为个人信息", en = "the telephone number is not personal yet" } },
		{ kind = "text", path = "registers/training.lua", pattern = "r%.hours >= 2,",
			missing = { zh = "每期不少于2学时，条件里不是这样写的", en = "two hours at least is not what the condition says" } },
		{ kind = "declares", register = "training", part = "clocks.file.n", value = 10,
			missing = { zh = "归档期限不是10个工作日", en = "trainings are not filed within ten working days" } },
		{ kind = "counts", register = "training", name = "times", year = 2023, least = 4, first = true,
			missing = { zh = "2023年只数出 {n} 期：台账导入了吗？数的是“举办登记”吗？",
				en = "only {n} trainings of 2023 are counted: was the ledger imported, and is it the move hold that is counted?" } },
		{ kind = "counts", register = "training", name = "times", year = 2023, least = 5,
			missing = { zh = "新的一期还没有举办登记", en = "the new training was not held yet" } },
		{ kind = "deadline", register = "training", clock = "file", due = "2023-10-10",
			missing = { zh = "9月20日举办的一期，应当在10月10日以前归档，期限里没有",
				en = "what was held on September 20 is to be filed by October 10, and is not among the deadlines" } },
	},
}
