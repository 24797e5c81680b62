--[[
文字编码声明得太晚。浏览器只在最前面的 1024 个字节里找声明，前面的注释、样式太长，声明就看不到了。
--]]
local place = require "place"

return rule {
	id = "pages/late-charset",
	title = { zh = "文字编码声明太靠后", en = "Charset declared too late" },
	basis = "HTML Living Standard, 4.2.5.4",
	mark = "V",
	severity = "warning",
	on = "page",
	match = { has = "late-charset" },
	message = { zh = "文字编码的声明在前 1024 个字节以外，浏览器可能看不到，要么显示乱码，要么重新加载。",
		en = "The charset is declared after the first 1024 bytes, where browsers may miss it or have to start anew." },
	fix = { zh = "把 <meta charset> 移到 <head> 的第一行。", en = "Make <meta charset> the first thing in <head>." },

	check = function(page, report)
		if page.charset.late_meta and page.status < 400 then
			report { at = place.first(page, "meta[charset], meta[content*='charset=']") }
		end
	end,

	tests = {
		{ name = "前面的注释太长", html = "<!--" .. ("-"):rep(1100) .. ">\n<meta charset=utf-8><p>通知</p>", finds = { { line = 2 } } },
		{ name = "在最前面", html = "<meta charset=utf-8><!--" .. ("-"):rep(1100) .. "><p>通知</p>", finds = 0 },
		{ name = "响应头已经声明", charset = "utf-8", html = "<!--" .. ("-"):rep(1100) .. "><meta charset=utf-8><p>通知</p>", finds = 0 },
		{ name = "没有声明的不归这条管", html = "<p>通知</p>" .. ("<br>"):rep(300), finds = 0 },
	},
}
