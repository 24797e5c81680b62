--[[
连在一起的标点：“。。”“，。”“、，”。三个以上的句号多半是省略号的随意写法，也报告；问号、叹号连用不查。
一篇报告一次，写明有几处，依据里举出前三处。
--]]
local scan = require "scan"

return rule {
	id = "typos/punctuation",
	title = { zh = "标点重复", en = "Doubled punctuation" },
	basis = "GB/T 15834—2011《标点符号用法》",
	mark = "M",
	severity = "warning",
	on = "document",
	match = { text = scan.words.punctuation },
	tags = { "typos" },
	message = { zh = "“{word}”不能连用（本文共 {count} 处）。", en = "\"{word}\" cannot stand together ({count} in all)." },
	fix = { zh = "只留一个；省略号写作“……”。", en = "Keep one of them; an ellipsis is written ……" },

	finds = "text",

	tests = {
		{ name = "重复和混用", html = "<p>特此通知。。</p>\n<p>各县、、区，。现予公布</p>", finds = { { line = 1, message = "共 3 处", evidence = "各县、、区" } } },
		{ name = "一串只报一次", html = "<p>请稍候。。。。。</p>", finds = 1 },
		{ name = "省略号、破折号、引号后的标点", html = "<p>等等……。他说：“好。”，——《办法》、《细则》。真的吗？！</p>", finds = 0 },
	},
}
