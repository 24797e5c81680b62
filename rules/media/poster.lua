--[[
视频没有封面（poster）：播放以前是一个黑框，看不出是什么。自动播放的、由播放器脚本接管的不查。平时不运行，点名才查。
--]]
local tags = require "tags"

return rule {
	id = "media/poster",
	title = { zh = "视频没有封面", en = "Video without a poster" },
	mark = "D",
	severity = "info",
	on = "page",
	match = { element = "video" },
	tags = { "media", "optional" },
	message = { zh = "视频没有封面，播放以前是一个黑框。", en = "The video has no poster: a black box is all there is before it plays." },
	fix = { zh = "写上 poster=\"封面图片的地址\"。", en = "Give it poster=\"address of a picture\"." },

	check = function(page, report)
		for _, one in ipairs(tags.all(page, "video")) do
			if not one.attr.poster and not one.attr.autoplay and one.attr.controls then
				local line, col = tags.place(page, one.at)
				report { line = line, col = col, evidence = one.attr.src }
			end
		end
	end,

	tests = {
		{ name = "没有", html = "<video src=a.mp4 controls></video>", finds = { { line = 1, col = 1 } } },
		{ name = "有", html = "<video src=a.mp4 controls poster=a.jpg></video>", finds = 0 },
		{ name = "自动播放的", html = "<video src=a.mp4 autoplay muted></video>", finds = 0 },
	},
}
