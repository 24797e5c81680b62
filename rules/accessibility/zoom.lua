--[[
手机上不能放大：viewport 里写了 user-scalable=no，或者 maximum-scale 小于 2。视力不好的人要靠放大来看。
全站用同一个模板，所以同样的写法整个网站只报一次。没有 viewport 的不查。
--]]
local across = require "across"

return rule {
	id = "accessibility/zoom",
	title = { zh = "手机上不能放大", en = "Page that cannot be zoomed" },
	basis = "WCAG 2.1, 1.4.4",
	mark = "M",
	severity = "info",
	on = { "page", "finish" },
	match = { meta = "viewport" },
	tags = { "accessibility" },
	message = { zh = "viewport 里的 {word} 不让人放大，{n} 个页面上都有，例如 {first}。",
		en = "{word} in the viewport forbids zooming, on {n} pages, as on {first}." },
	fix = { zh = "去掉 user-scalable 和 maximum-scale。", en = "Drop user-scalable and maximum-scale." },

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		local viewport = thing.meta.viewport
		if not viewport then return nil end
		local low = viewport:lower():gsub("%s", "")
		local fixed = low:match("user%-scalable=no") or low:match("user%-scalable=0")
		local most = low:match("maximum%-scale=([%d.]+)")
		if fixed then return { fixed } end
		if most and (tonumber(most) or 9) < 2 then return { "maximum-scale=" .. most } end
		return nil
	end,

	tests = {
		{ name = "user-scalable=no", html = [[<meta name="viewport" content="width=device-width, user-scalable=no">]],
			finds = { { message = "user-scalable=no" } } },
		{ name = "maximum-scale=1.0", html = [[<meta name="viewport" content="width=device-width,maximum-scale=1.0">]],
			finds = { { message = "maximum-scale=1.0" } } },
		{ name = "可以放大", html = [[<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=5, user-scalable=yes">]],
			finds = 0 },
		{ name = "没有 viewport", html = "<p>user-scalable=no</p>", finds = 0 },
	},
}
