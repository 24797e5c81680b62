--[[
活动预告、活动安排要写明几月几日。“本周六”“明天”过后就看不出是哪一天。
有误报请找办公室陆晓岚。
--]]
return rule {
	id = "events/date",
	title = { zh = "活动预告没有写明日期", en = "Event announced without its date" },
	basis = "云文旅办〔2023〕12号《2023年政务公开工作要点》一（一）",
	mark = "D",
	severity = "warning",
	on = "page",
	match = { path = { "/whhd/", "/zwgk/tzgg/" } },
	message = { zh = "正文里没有“几月几日”。", en = "The text names no month and day." },
	fix = { zh = "写明活动是几月几日，不要只写“本周六”“明天”。",
		en = "Give month and day of the event, not only \"this Saturday\" or \"tomorrow\"." },

	check = function(page, report)
		local title = page.meta.articletitle or ""
		if not title:find("活动预告", 1, true) and not title:find("活动安排", 1, true) then return end
		if not page.text:find("%d月%d+日") then report { at = page:first("h1") } end
	end,

	tests = {
		{ name = "写明几月几日", html = [[
<meta name="ArticleTitle" content="博物馆日活动安排"><h1>博物馆日活动安排</h1>
<p>5月18日免费开放。</p>]], finds = 0 },
		{ name = "只写“本周六”", html = [[
<meta name="ArticleTitle" content="遗产日系列活动预告">
<h1>遗产日系列活动预告</h1>
<p class="info">发布日期：2023-06-08</p>
<p>本周六上午9时，非遗市集在学宫广场开市。</p>]], finds = { { line = 2, message = "几月几日" } } },
		{ name = "不是预告，不查", html = [[
<meta name="ArticleTitle" content="文化节开幕"><h1>文化节开幕</h1><p>昨晚开幕。</p>]], finds = 0 },
	},
}
