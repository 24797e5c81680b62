--[[
不能出现的词：由单位自己列在 terms/forbidden.txt 里，一行一个，词、应当怎样写、说明三栏。没有这个文件就不查。
--]]
local listed = require "listed"

return rule {
	id = "wording/forbidden",
	title = { zh = "不能出现的词", en = "Words that must not be written" },
	mark = "D",
	severity = "error",
	on = "document",
	match = listed.match(require "terms.forbidden"),
	tags = { "wording" },
	fix = { zh = "改写或者删去；词表在本单位文件夹的 terms/forbidden.txt。", en = "Write it otherwise; the list is terms/forbidden.txt of this office." },
	args = listed.args,
	check = listed.check(require "terms.forbidden"),
	tests = {
		{ name = "列出的词", args = { also = { "某词" } }, html = "<p>通知</p>\n<p>请某词参加。</p>", finds = { { line = 2, message = "某词" } } },
		{ name = "没有列出就不查", html = "<p>请某词参加。</p>", finds = 0 },
	},
}
