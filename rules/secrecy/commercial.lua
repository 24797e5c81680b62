--[[
商业秘密、工作秘密的标志：“核心商密▲”“普通商密”“商密▲5年”，单独一行的“工作秘密”。制度里谈到它们的句子不查。
--]]
local alone, scan = require "alone", require "scan"

return rule {
	id = "secrecy/commercial",
	title = { zh = "商业秘密、工作秘密标志", en = "Mark of a business or work secret" },
	basis = "《保守国家秘密法》第六十四条；《中央企业商业秘密保护暂行规定》",
	mark = "M",
	severity = "warning",
	on = "document",
	match = { text = scan.words.commercial },
	tags = { "secrecy" },
	message = { zh = "有“{word}”的标志。", en = "It is marked \"{word}\"." },
	fix = { zh = "核对能不能公开；不能的立即撤下，并告知权利人。", en = "Find out whether it may be public; else take it down and tell whose secret it is." },

	check = function(document, report)
		local s, last = document.text, 0
		for _, hit in ipairs(scan(document).commercial or {}) do
			local marked = hit.term:find("▲", 1, true) or hit.term:find("△", 1, true)
			if hit.from > last and (marked or alone.is(s, hit, 15) or alone.in_brackets(s, hit)) then
				last = hit.to + (hit.term:find("商密$") and 3 or 0) -- “核心商密▲”报告一次
				report { at = document:at(hit.from), params = { word = hit.term }, evidence = text.excerpt(s, hit.from, hit.to) }
			end
		end
	end,

	tests = {
		{ name = "标志", html = "<p>核心商密▲</p>\n<p>工作秘密</p>\n<p>商密▲5年</p>", finds = { { line = 1 }, { line = 2 }, { line = 3 } } },
		{ name = "制度里的", html = "<p>商业秘密分为核心商密和普通商密，机关工作人员应当保守工作秘密。</p>", finds = 0 },
	},
}
