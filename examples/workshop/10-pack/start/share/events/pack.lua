--[[
练习 10：把两处空（四条下划线）换成正确的内容，说明见 README.zh-CN.md。
Lesson 10: put the right words in the place of the two gaps; README.md tells how.
--]]
return pack {
	name = "events",
	version = "____",
	api = 1,
	title = { zh = "活动预告", en = "Announcements of events" },
	author = { office = "____" },
	licence = "MIT",
}
