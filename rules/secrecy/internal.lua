--[[
内部文件的标志：“内部资料 注意保存”“（仅供内部使用）”，单独一行或者在括号里。句子里提到“内部资料管理”的不查。
--]]
local alone, scan = require "alone", require "scan"

-- 单独一行也平常的：提醒读者保管好证件
local PLAIN = { ["妥善保管"] = true, ["注意保存"] = true }

return rule {
	id = "secrecy/internal",
	title = { zh = "内部文件标志", en = "Mark of an internal paper" },
	mark = "D",
	severity = "warning",
	on = "document",
	match = { text = scan.words.internal },
	tags = { "secrecy" },
	message = { zh = "有内部文件的标志“{word}”。", en = "The mark of an internal paper: {word}." },
	fix = { zh = "核对能不能公开；不能公开的撤下，可以公开的去掉标志再发布。", en = "Find out whether it may be published; else take it down." },

	check = function(document, report)
		local s, last = document.text, 0
		for _, hit in ipairs(scan(document).internal or {}) do
			if hit.from > last and not PLAIN[hit.term] and (alone.is(s, hit, 24) or alone.in_brackets(s, hit)) then
				report { at = document:at(hit.from), params = { word = hit.term }, evidence = text.excerpt(s, hit.from, hit.to) }
				last = hit.to + 30 -- “内部资料 注意保存”报告一次
			end
		end
	end,

	tests = {
		{ name = "标志", html = "<p>内部资料　注意保存</p>\n<p>关于某事的报告（仅供内部使用，不得外传）</p>", finds = { { line = 1 }, { line = 2 } } },
		{ name = "句子里的", html = "<p>编印内部资料性出版物，应当申请准印证；内部使用的规章制度不得外传。</p><p>请妥善保管（注意保存）</p>", finds = 0 },
	},
}
