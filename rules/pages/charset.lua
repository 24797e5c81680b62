--[[
声明的文字编码与实际不符，浏览器按声明的显示，满页乱码。文件开头有 BOM 的，浏览器以 BOM 为准，不查。
--]]
local place = require "place"

return rule {
	id = "pages/charset",
	title = { zh = "文字编码声明错误", en = "Wrong charset declared" },
	basis = "HTML Living Standard, 4.2.5.4",
	mark = "V",
	severity = "error",
	on = "page",
	match = { has = "mislabelled" },
	message = { zh = "声明的编码是 {declared}，实际是 {found}，浏览器里会显示为乱码。",
		en = "The page declares {declared} and is in {found}: browsers show garbled text." },
	fix = { zh = "把网页里 <meta charset> 和服务器响应头 Content-Type 里的编码都改为 {found}。",
		en = "Declare {found} in <meta charset> and in the server's Content-Type header." },

	check = function(page, report)
		local charset = page.charset
		if not charset.mislabelled or charset.bom or page.status >= 400 then return end
		report { at = place.first(page, "meta[charset], meta[content*='charset=']"),
			params = { declared = charset.declared, found = charset.found } }
	end,

	tests = {
		{ name = "声明 gb2312，实际是 utf-8", html = "<title>甲</title>\n<meta charset=gb2312><p>现将有关工作安排通知如下，请遵照执行。</p>",
			finds = { { line = 2, message = "gb18030" } } },
		{ name = "响应头说错", charset = "gbk", html = "<meta charset=utf-8><p>现将有关工作安排通知如下，请遵照执行。</p>", finds = 1 },
		{ name = "声明正确", html = "<meta charset=utf-8><p>现将有关工作安排通知如下，请遵照执行。</p>", finds = 0 },
		{ name = "没有声明的不归这条管", html = "<p>现将有关工作安排通知如下，请遵照执行。</p>", finds = 0 },
		{ name = "有 BOM 的以 BOM 为准", html = "\u{FEFF}<meta charset=gb2312><p>现将有关工作安排通知如下，请遵照执行。</p>", finds = 0 },
		{ name = "只有英文，怎么声明都一样", html = "<meta charset=gb2312><p>Notice</p>", finds = 0 },
	},
}
