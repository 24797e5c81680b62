--[[
视频、音频没有播放按钮：没有 controls，也看不出由播放器脚本接管（video.js、Plyr、DPlayer、西瓜、阿里云、腾讯云……）。
自动播放、静音、循环的画面只是装饰，不报；样式里已隐藏的不报。
--]]
local across, tags = require "across", require "tags"

local PLAYERS = { "video-js", "videojs", "plyr", "DPlayer", "dplayer", "xgplayer", "Xgplayer", "aliplayer", "Aliplayer", "prism-player",
	"tcplayer", "TCPlayer", "TcPlayer", "ckplayer", "jwplayer", "flowplayer", "mediaelement", "jplayer", "jPlayer", "hls.js", "flv.js",
	"flvjs", ".play()", "sewise", "cyberplayer", "CloudVod" }

local function taken_over(page, one)
	for _, player in ipairs(PLAYERS) do
		if page:contains(player) then return true end
	end
	return one.attr.onclick ~= nil or one.tag:find("[%s:@]v%-") ~= nil
end

return rule {
	id = "media/controls",
	title = { zh = "视频没有播放按钮", en = "Video without controls" },
	basis = "HTML Standard, media elements: controls；WCAG 2.1, 2.1.1",
	mark = "M",
	severity = "warning",
	on = { "page", "finish" },
	match = { element = { "video", "audio" } },
	tags = { "media", "accessibility" },
	message = { zh = "<{word}> 没有 controls，读者没有办法播放和暂停，{n} 个页面上都有，例如 {first}。",
		en = "<{word}> has no controls, so that readers cannot start or stop it, on {n} pages, as on {first}." },
	fix = { zh = "写成 <video controls>。", en = "Write <video controls>." },

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		for _, name in ipairs { "video", "audio" } do
			for _, one in ipairs(tags.all(thing, name)) do
				local attr = one.attr
				if not attr.controls and not attr[":controls"] and not attr.autoplay and not tags.hidden(attr)
					and (name == "video" or attr.src or (tags.inside(thing, one) or ""):find("<source", 1, true))
					and not taken_over(thing, one) then
					return { name }
				end
			end
		end
		return nil
	end,

	tests = {
		{ name = "没有按钮", html = "<video src=a.mp4 poster=a.jpg></video>", finds = { { message = "<video>" } } },
		{ name = "音频", html = "<audio><source src=a.mp3></audio>", finds = 1 },
		{ name = "有按钮", html = "<video controls><source src=a.mp4></video> <audio controls=controls src=a.mp3></audio>", finds = 0 },
		{ name = "自动播放的背景", html = "<video src=a.mp4 autoplay muted loop></video>", finds = 0 },
		{ name = "播放器脚本接管", html = "<script src=/js/video-js.min.js></script><video class='video-js' src=a.mp4></video>", finds = 0 },
		{ name = "脚本用的空元素", html = "<audio id=a></audio> <video style='display:none' src=a.mp4></video>", finds = 0 },
	},
}
