--[[
多写了一遍的字、词：“的的”“进行进行”。只查不会有意连写两遍的，见 lib/doubles.lua；“认真认真”“研究研究”一类不查。
--]]
local doubles, scan, within = require "doubles", require "scan", require "within"

return rule {
	id = "typos/doubled",
	title = { zh = "重复的字词", en = "Word written twice" },
	mark = "D",
	severity = "warning",
	on = "document",
	match = { text = scan.words.doubled },
	tags = { "typos" },
	message = { zh = "“{twice}”多写了一遍。", en = "\"{twice}\" is written twice." },
	fix = { zh = "删去多余的一个。", en = "Remove one of them." },

	check = function(document, report)
		local s = document.text
		for _, hit in ipairs(scan(document).doubled or {}) do
			if not within(s, hit, doubles.except[hit.term]) then
				report { at = document:at(hit.from), params = { twice = hit.term }, evidence = text.excerpt(s, hit.from, hit.to) }
			end
		end
	end,

	tests = {
		{ name = "字和词", html = "<p>各单位的的工作，要进行进行检查。</p>\n<p>关于关于印发方案的通知</p>",
			finds = { { line = 1, message = "的的" }, { line = 1, message = "进行进行" }, { line = 2 } } },
		{ name = "没有错的", html = "<p>合同标的的价款，为了了解目的的实现，不了了之，是是非非，的的确确，自由由法律保障，参与与会。</p>", finds = 0 },
		{ name = "分在两行的", html = "<p>各单位的</p><p>的士管理</p>", finds = 0 },
	},
}
