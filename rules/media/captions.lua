--[[
视频没有字幕轨道（<track kind="captions"> 或 subtitles）。很多视频的字幕已经做在画面里，程序看不出来，
所以平时不运行，点名才查，查出后由人看一眼。
--]]
local tags = require "tags"

return rule {
	id = "media/captions",
	title = { zh = "视频没有字幕轨道", en = "Video without captions" },
	basis = "WCAG 2.1, 1.2.2 (F8)",
	mark = "M",
	severity = "info",
	on = "page",
	match = { element = "video" },
	tags = { "media", "accessibility", "optional" },
	message = { zh = "视频没有字幕轨道；画面里已有字幕的不必理会。", en = "The video has no captions; never mind where they are in the picture." },
	fix = { zh = "加上 <track kind=\"captions\" srclang=\"zh\" src=\"….vtt\">，或者在画面里加字幕。",
		en = "Add <track kind=\"captions\" srclang=\"zh\" src=\"….vtt\">, or captions in the picture." },

	check = function(page, report)
		for _, one in ipairs(tags.all(page, "video")) do
			local inside = (tags.inside(page, one) or ""):lower()
			if not inside:find("<track", 1, true) and not (one.attr.muted and one.attr.autoplay) then
				local line, col = tags.place(page, one.at)
				report { line = line, col = col, evidence = one.attr.src }
			end
		end
	end,

	tests = {
		{ name = "没有", html = "<p>视频</p>\n<video src=a.mp4 controls></video>", finds = { { line = 2, col = 1, evidence = "a.mp4" } } },
		{ name = "有", html = "<video src=a.mp4 controls><track kind=captions src=a.vtt></video>", finds = 0 },
		{ name = "没有声音的背景", html = "<video src=a.mp4 autoplay muted></video>", finds = 0 },
	},
}
