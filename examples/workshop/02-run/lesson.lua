-- 练习 2 的检查项：全部满足才算完成。lesson 2: what must be true before it is done
return {
	title = { zh = "运行规则，改正网页", en = "Run rules and mend pages" },
	minutes = 30,
	checks = {
		{ kind = "clean", rule = "policy/number", page = "zwgk/zcwj/202301/t20230110_1006.html",
			missing = { zh = "安全生产通知的“发文字号”还没有补上", en = "the notice on safety still has no document number" } },
		{ kind = "clean", rule = "policy/interpretation", page = "zwgk/zcwj/202302/t20230224_1004.html",
			missing = { zh = "传承人管理办法还没有链接到它的解读", en = "the rules on bearers of heritage still do not link to their interpretation" } },
		{ kind = "clean", rule = "events/date", page = "whhd/202306/t20230608_4004.html",
			missing = { zh = "遗产日预告还没有写明几月几日", en = "the announcement of Heritage Day still names no date" } },
	},
}
