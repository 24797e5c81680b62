--[[
会动的文字停不下来：<marquee>、<blink>；或者网页隔几秒自己刷新，读到一半又从头来。
<marquee> 写了鼠标移上去就停（onmouseover 里有 stop）的，仍有人用不了鼠标，照样报，但只是 info。
刷新时间是 0 的是跳转，不查；20 小时以上的不查。
--]]
local across, tags = require "across", require "tags"

return rule {
	id = "accessibility/moving",
	title = { zh = "会动的文字或自动刷新", en = "Text that moves, or a page that reloads itself" },
	basis = "WCAG 2.1, 2.2.2 (F16、F4)、2.2.1 (F41)",
	mark = "M",
	severity = "info",
	on = { "page", "finish" },
	match = { any = { { element = { "marquee", "blink" } }, { meta = "refresh" } } },
	tags = { "accessibility" },
	message = { zh = "{word}：{n} 个页面上都有，例如 {first}。", en = "{word}: on {n} pages, as on {first}." },
	fix = { zh = "改成不动的文字，或者给一个暂停的按钮；不要自动刷新。",
		en = "Let the text stand still, or give a button that stops it; do not reload pages by themselves." },

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		local found = {}
		for _, name in ipairs { "marquee", "blink" } do
			if tags.all(thing, name)[1] then found[#found + 1] = "<" .. name .. ">" end
		end
		local refresh = thing.meta.refresh
		local seconds = refresh and tonumber(refresh:match("^%s*(%d+)"))
		if seconds and seconds > 0 and seconds <= 72000 then
			local target = refresh:match("[uU][rR][lL]%s*=%s*['\"]?([^'\"]*)")
			if not target or url.resolve(thing.url, text.trim(target)) == thing.url then found[#found + 1] = "refresh" end
		end
		return found[1] and found or nil
	end,

	tests = {
		{ name = "滚动的文字", html = "<marquee onmouseover=this.stop()>通知</marquee>", finds = { { message = "<marquee>" } } },
		{ name = "自动刷新", html = "<meta http-equiv=refresh content=30>", finds = { { message = "refresh" } } },
		{ name = "刷新到自己", url = "https://www.example.gov.cn/a.html", html = "<meta http-equiv=refresh content='60;url=a.html'>", finds = 1 },
		{ name = "跳转", html = "<meta http-equiv=refresh content='0;url=/b.html'>", finds = 0 },
		{ name = "五秒后跳到别处", html = "<meta http-equiv=refresh content='5;url=/b.html'>", finds = 0 },
		{ name = "说到 marquee 的文字", html = "<p>&lt;marquee&gt; 已经过时</p><!-- <marquee> -->", finds = 0 },
	},
}
