-- 练习 1 的检查项：全部满足才算完成。lesson 1: what must be true before it is done
return {
	title = { zh = "查一遍链接，改好错链", en = "Check the links and mend what is broken" },
	minutes = 30,
	checks = {
		{ kind = "unbroken",
			links = {
				{ url = "zwgk/zn.html#jzqd", page = "zwgk/zn.html" },
				{ url = "专家评审汇总表.xlsx", page = "zwgk/tzgg/202305/t20230525_2002.html" },
				{ url = "kcb.html#gongyi", page = "whhd/202307/t20230705_4006.html" },
			},
			missing = { zh = "{page} 里的错链还没有改：{url}", en = "{page} still has a broken link: {url}" } },
	},
}
