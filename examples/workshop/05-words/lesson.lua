-- 练习 5 的检查项：全部满足才算完成。lesson 5: what must be true before it is done
local function clean(rule, page, zh, en)
	return { kind = "clean", rule = rule, page = page, missing = { zh = zh, en = en } }
end

return {
	title = { zh = "用词表查错别字和旧名称", en = "Find typos and old names with a list of terms" },
	minutes = 30,
	checks = {
		{ kind = "lists", path = "terms/places.txt", text = "README.zh-CN.md", first = true,
			terms = { ["云烂市"] = "云澜市", ["文广局"] = "文化和旅游局" },
			missing = { zh = "词表里还没有“{term}”应当写作“{instead}”；三栏之间按的是 Tab 键吗？",
				en = "the list does not say yet that {term} should be {instead}; are its columns parted by the Tab key?" } },
		clean("typos", "whhd/202308/t20230801_4101.html",
			"课程安排里还有错别字，或者日期与星期不符", "the timetable still has a typo or a wrong weekday"),
		clean("wording/places", "whhd/202308/t20230801_4101.html",
			"课程安排里的地名还没有改", "the timetable still has the wrong name of the city"),
		clean("typos", "zwgk/tzgg/202308/t20230803_2101.html",
			"招募公告里还有错别字", "the call for volunteers still has a typo"),
		clean("wording/places", "zwgk/tzgg/202308/t20230803_2101.html",
			"招募公告里的单位名称还没有改", "the call for volunteers still has the old name of the office"),
		clean("wording/places", "../gongzhonghao.txt",
			"gongzhonghao.txt 里的名称还没有改", "gongzhonghao.txt still has wrong or old names"),
	},
}
