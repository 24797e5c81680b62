--[[
练习 10 的参考答案。
Lesson 10, solved.
--]]
return pack {
	name = "events",
	version = "1.0",
	api = 1,
	title = { zh = "活动预告", en = "Announcements of events" },
	author = { office = "云澜市文化和旅游局" },
	licence = "MIT",
}
