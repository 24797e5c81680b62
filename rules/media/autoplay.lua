--[[
打开网页就自己响：<audio autoplay>、没有静音的 <video autoplay>、<bgsound>、<embed> 的背景音乐。
写了 muted 的没有声音，不报；由脚本播放的看不到。模板里的全站只报一次。
--]]
local across, tags = require "across", require "tags"

return rule {
	id = "media/autoplay",
	title = { zh = "打开网页就自己响", en = "Page that plays sound by itself" },
	basis = "WCAG 2.1, 1.4.2 (F93)",
	mark = "M",
	severity = "warning",
	on = { "page", "finish" },
	match = { element = { "audio", "video", "bgsound" } },
	tags = { "media", "accessibility" },
	message = { zh = "{word} 自动播放声音，{n} 个页面上都有，例如 {first}。", en = "{word} plays sound by itself, on {n} pages, as on {first}." },
	fix = { zh = "去掉 autoplay，由读者点击播放；只要画面的，加上 muted。",
		en = "Drop autoplay and let readers start it; add muted where only the picture matters." },

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		local found = {}
		if thing:contains("autoplay") or thing:contains("AUTOPLAY") then
			for _, name in ipairs { "audio", "video" } do
				for _, one in ipairs(tags.all(thing, name)) do
					local attr = one.attr
					if attr.autoplay and not attr.muted and #found == 0 then found[1] = "<" .. name .. ">" end
				end
			end
		end
		if tags.all(thing, "bgsound")[1] then found[#found + 1] = "<bgsound>" end
		return found[1] and found or nil
	end,

	tests = {
		{ name = "背景音乐", html = "<audio src=a.mp3 autoplay loop></audio>", finds = { { message = "<audio>" } } },
		{ name = "视频有声音", html = "<video src=a.mp4 controls autoplay=autoplay></video>", finds = 1 },
		{ name = "老的写法", html = "<bgsound src=a.mid loop=-1>", finds = 1 },
		{ name = "静音的视频", html = "<video src=a.mp4 autoplay muted></video>", finds = 0 },
		{ name = "由读者播放", html = "<video src=a.mp4 controls></video> <p>autoplay</p>", finds = 0 },
		{ name = "脚本和注释里的", html = "<script>v = '<video autoplay>'</script><!-- <audio autoplay> -->", finds = 0 },
	},
}
