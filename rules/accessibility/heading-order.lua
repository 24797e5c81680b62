--[[
标题跳级：h1 下面直接是 h3，或者页面第一个标题不是 h1、h2。听的人以为漏了一级。
WCAG 没有规定不能跳级，这是通行的做法，很多网站的模板也做不到，所以平时不运行，点名才查。
--]]
local tags = require "tags"

return rule {
	id = "accessibility/heading-order",
	title = { zh = "标题跳级", en = "Heading that skips a level" },
	mark = "D",
	severity = "info",
	on = "page",
	match = { element = { "h1", "h2", "h3", "h4", "h5", "h6" } },
	tags = { "accessibility", "optional" },
	message = { zh = "h{before} 后面是 h{level}，跳过了一级。", en = "h{level} comes after h{before}, and a level is skipped." },
	fix = { zh = "按层次用 h1、h2、h3，大小用样式调整。", en = "Use h1, h2, h3 by level, and styles for their size." },

	check = function(page, report)
		local all = {}
		for level = 1, 6 do
			for _, one in ipairs(tags.all(page, "h" .. level)) do all[#all + 1] = { at = one.at, level = level } end
		end
		if not all[2] then return end
		table.sort(all, function(a, b) return a.at < b.at end)
		for i = 2, #all do
			local before, level = all[i - 1].level, all[i].level
			if level > before + 1 then
				local line, col = tags.place(page, all[i].at)
				report { line = line, col = col, params = { before = before, level = level } }
			end
		end
	end,

	tests = {
		{ name = "跳过 h2", html = "<h1>通知</h1>\n<h3>一</h3>", finds = { { line = 2, col = 1, message = "h1 后面是 h3" } } },
		{ name = "依次", html = "<h1>通知</h1><h2>一</h2><h3>（一）</h3><h2>二</h2><h1>附</h1>", finds = 0 },
		{ name = "只有一个", html = "<h3>通知</h3>", finds = 0 },
	},
}
