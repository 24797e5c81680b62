--[[
地名、机构名的误写和旧称：由单位自己列在 terms/places.txt 里，一行一个，误写、正确写法、说明三栏。没有这个文件就不查。
--]]
local listed = require "listed"

return rule {
	id = "wording/places",
	title = { zh = "地名、机构名写错", en = "Wrong name of a place or an agency" },
	mark = "D",
	severity = "warning",
	on = "document",
	match = listed.match(require "terms.places"),
	tags = { "wording" },
	fix = { zh = "按正确写法改正；词表在本单位文件夹的 terms/places.txt。", en = "Correct it; the list is terms/places.txt of this office." },
	args = listed.args,
	check = listed.check(require "terms.places"),
	tests = {
		{ name = "列出的词", args = { also = { "云烂市=云澜市" } }, html = "<p>通知</p>\n<p>请云烂市参加。</p>", finds = { { line = 2, message = "云澜市" } } },
		{ name = "没有列出就不查", html = "<p>请云烂市参加。</p>", finds = 0 },
		{ name = "正确写法里的不算", args = { also = { "云澜市=云澜市局长" } }, html = "<p>云澜市局长参加。</p>", finds = 0 },
	},
}
