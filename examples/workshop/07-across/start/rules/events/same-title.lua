--[[
练习 7：两篇内容用了同一个标题，读者分不清哪一篇是哪一次活动的。
把四个空（四条下划线）换成正确的内容，说明见 README.zh-CN.md。
Lesson 7: put the right words in the place of the four gaps; README.md tells how.
--]]
return rule {
	id = "events/same-title",
	title = { zh = "两篇内容同一个标题", en = "Two articles with one title" },
	mark = "D",
	severity = "warning",
	-- 空 1：除了每个页面，还要在全部看完以后再看一次。最后那一次叫什么？
	-- gap 1: besides each page, look once more when all were seen. What is that called?
	on = { "page", "____" },
	match = { path = "/whhd/" },
	message = { zh = "标题与 {other} 的相同。", en = "The title is that of {other} as well." },
	fix = { zh = "在标题里写明是哪一次、哪一期。", en = "Say in the title which time it is." },

	check = function(thing, report)
		if thing.on == "page" then
			-- 空 2：每个页面留下一点东西，最后再比。留下的是标题，它在哪个 meta 里？
			-- gap 2: each page leaves something to compare later: its title. Which meta has it?
			return thing.meta.____
		end
		local first = {}
		for _, kept in ipairs(thing.kept) do
			-- kept.url 是页面的地址，kept.value 是它留下的东西
			local before = first[kept.value]
			if before then
				report { url = kept.url, params = { other = before } }
			else
				-- 空 3：第一次见到这个标题，记住它在哪个页面
				-- gap 3: a title is seen for the first time: remember the page that has it
				first[kept.value] = kept.____
			end
		end
	end,

	tests = {
		{ name = "页面留下标题，还不报告", html = [[<meta name="ArticleTitle" content="公共艺术课开课"><h1>公共艺术课开课</h1>]], finds = 0 },
		-- 空 4：三篇里有两篇标题相同，报告几处？
		-- gap 4: two of three have one title; how many are reported?
		{ name = "标题相同", on = "finish", finds = ____, data = { kept = {
			{ url = "http://a.example/1.html", value = "公共艺术课开课" },
			{ url = "http://a.example/2.html", value = "公共艺术课开课" },
			{ url = "http://a.example/3.html", value = "博物馆日活动安排" } } } },
	},
}
