--[[
网页里的视频、音频是浏览器播放不了的格式：wmv、asf、wma、rm、rmvb、ra、avi、mpg，以及没有播放器脚本的 flv。
只看直接放在网页里的（<video>、<source>、<embed>、<audio>）；给人下载的链接不查。
--]]
local PLAYERS = { "flv.js", "flvjs", "ckplayer", "DPlayer", "dplayer", "aliplayer", "Aliplayer", "tcplayer", "TcPlayer", "jwplayer" }

return rule {
	id = "media/unplayable",
	title = { zh = "浏览器播放不了的视频格式", en = "Video in a format that browsers do not play" },
	basis = "HTML Standard, media elements",
	mark = "M",
	severity = "warning",
	on = "link",
	match = { kind = { "video", "source", "embed", "audio" }, suffix = { "wmv", "asf", "wma", "rm", "rmvb", "ra", "avi", "mpg", "mpeg", "flv", "mid" } },
	tags = { "media" },
	message = { zh = "浏览器播放不了 {suffix} 格式。", en = "Browsers do not play {suffix}." },
	fix = { zh = "转换成 mp4（H.264、AAC）或者 mp3。", en = "Convert it to mp4 (H.264, AAC) or mp3." },

	check = function(link, report)
		local suffix = (link.raw:match("^[^?#]*"):match("%.(%w+)%s*$") or ""):lower()
		if suffix == "flv" then
			for _, player in ipairs(PLAYERS) do
				if link.page:contains(player) then return end
			end
		end
		report { at = link, params = { suffix = suffix }, evidence = link.raw }
	end,

	tests = {
		{ name = "wmv", html = "<p>视频</p>\n<embed src='/sp/a.WMV'>", finds = { { line = 2, message = "wmv" } } },
		{ name = "没有播放器的 flv", html = "<video controls><source src=a.flv></video>", finds = 1 },
		{ name = "有播放器的 flv", html = "<script src=flv.js></script><video controls src=a.flv></video>", finds = 0 },
		{ name = "mp4", html = "<video controls src=a.mp4></video><audio controls src=a.mp3></audio>", finds = 0 },
		{ name = "给人下载的", html = "<a href=a.wmv>下载</a>", finds = 0 },
	},
}
