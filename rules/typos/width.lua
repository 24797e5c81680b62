--[[
一个数字里全角、半角混用：“２0２3年”。整个数字都用全角的，是排版习惯，不查。
--]]
local scan = require "scan"

return rule {
	id = "typos/width",
	title = { zh = "数字全角、半角混用", en = "Digits of full and half width in one number" },
	mark = "D",
	severity = "warning",
	on = "document",
	match = { text = scan.words.width },
	tags = { "typos" },
	message = { zh = "“{number}”里全角、半角数字混用，搜索时查不到。", en = "\"{number}\" mixes digits of full and half width; searches do not find it." },
	fix = { zh = "全部改为半角数字：{meant}。", en = "Write {meant}." },

	check = function(document, report)
		local s, last = document.text, 0
		for _, hit in ipairs(scan(document).width or {}) do
			if hit.from > last then
				-- 连同前后的数字，从前往后走
				local from, to = hit.from, hit.to
				while s:find("^%d", from - 1) and from > 1 do from = from - 1 end
				while true do
					local wide = s:match("^\xEF\xBC[\x90-\x99]", to + 1)
					if not wide and not s:find("^%d", to + 1) then break end
					to = to + (wide and 3 or 1)
				end
				last = to
				local number = s:sub(from, to)
				if number:find("%d") then
					report { at = document:at(from), params = { number = number, meant = text.fold(number) },
						evidence = text.excerpt(s, from, to) }
				end
			end
		end
	end,

	tests = {
		{ name = "混用", html = "<p>截至２0２3年底</p>\n<p>电话123４5</p>", finds = { { line = 1, message = "２0２3" }, { line = 2, message = "123４5" } } },
		{ name = "全是全角、全是半角", html = "<p>２０２３年，2023年，第１章 5 条</p>", finds = 0 },
	},
}
