--[[
领导姓名、职务的误写：由单位自己列在 terms/leaders.txt 里，一行一个，误写、正确写法、说明三栏。没有这个文件就不查。
--]]
local listed = require "listed"

return rule {
	id = "wording/leaders",
	title = { zh = "领导姓名、职务写错", en = "Name or title of a leader misspelt" },
	mark = "D",
	severity = "error",
	on = "document",
	match = listed.match(require "terms.leaders"),
	tags = { "wording" },
	fix = { zh = "按正确写法改正；词表在本单位文件夹的 terms/leaders.txt。", en = "Correct it; the list is terms/leaders.txt of this office." },
	args = listed.args,
	check = listed.check(require "terms.leaders"),
	tests = {
		{ name = "列出的词", args = { also = { "张民=张敏" } }, html = "<p>通知</p>\n<p>请张民参加。</p>", finds = { { line = 2, message = "张敏" } } },
		{ name = "没有列出就不查", html = "<p>请张民参加。</p>", finds = 0 },
		{ name = "正确写法里的不算", args = { also = { "张敏=张敏局长" } }, html = "<p>张敏局长参加。</p>", finds = 0 },
	},
}
