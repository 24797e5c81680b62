--[[
练习 7 的参考答案。
Lesson 7, solved.
--]]
return rule {
	id = "events/same-title",
	title = { zh = "两篇内容同一个标题", en = "Two articles with one title" },
	mark = "D",
	severity = "warning",
	on = { "page", "finish" },
	match = { path = "/whhd/" },
	message = { zh = "标题与 {other} 的相同。", en = "The title is that of {other} as well." },
	fix = { zh = "在标题里写明是哪一次、哪一期。", en = "Say in the title which time it is." },

	check = function(thing, report)
		if thing.on == "page" then
			return thing.meta.articletitle
		end
		local first = {}
		for _, kept in ipairs(thing.kept) do
			-- kept.url 是页面的地址，kept.value 是它留下的东西
			local before = first[kept.value]
			if before then
				report { url = kept.url, params = { other = before } }
			else
				first[kept.value] = kept.url
			end
		end
	end,

	tests = {
		{ name = "页面留下标题，还不报告", html = [[<meta name="ArticleTitle" content="公共艺术课开课"><h1>公共艺术课开课</h1>]], finds = 0 },
		{ name = "标题相同", on = "finish", finds = 1, data = { kept = {
			{ url = "http://a.example/1.html", value = "公共艺术课开课" },
			{ url = "http://a.example/2.html", value = "公共艺术课开课" },
			{ url = "http://a.example/3.html", value = "博物馆日活动安排" } } } },
		{ name = "标题里写明了哪一次", on = "finish", finds = 0, data = { kept = {
			{ url = "http://a.example/1.html", value = "公共艺术课开课（上半年）" },
			{ url = "http://a.example/2.html", value = "公共艺术课开课（下半年）" } } } },
	},
}
