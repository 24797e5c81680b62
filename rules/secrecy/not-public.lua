--[[
写明不公开的文件出现在公开的地方：附注“（此件不公开）”“（此件依申请公开）”，或者“公开属性：不予公开”。
谈论公开方式的句子、栏目名称“依申请公开”不查。
--]]
local alone, scan = require "alone", require "scan"

-- “公开属性：依申请公开”：后面写着哪一种
local function closed_by(s, hit)
	local value = s:sub(hit.to + 1, hit.to + 30):gsub("：", ""):gsub("^[%s:]+", "")
	for _, word in ipairs { "不予公开", "不公开", "依申请公开" } do
		if value:sub(1, #word) == word then return word end
	end
end

return rule {
	id = "secrecy/not-public",
	title = { zh = "写明不公开的文件", en = "Paper that says that it is not public" },
	basis = "《党政机关公文处理工作条例》、《政府信息公开条例》第十七条",
	mark = "M",
	severity = "error",
	on = "document",
	match = { any = { { text = scan.words.closed }, { text = scan.words.attribute } } },
	tags = { "secrecy" },
	message = { zh = "文件写明“{word}”，却公开发布了。", en = "The paper says \"{word}\", and is published." },
	fix = { zh = "核对公开属性：不应公开的撤下；属性已经改变的，按程序改为“此件公开发布”。",
		en = "See whether it may be public: take it down, or have the note changed by those who may." },

	check = function(document, report)
		local s, found = document.text, scan(document)
		for _, hit in ipairs(found.closed or {}) do
			if alone.is(s, hit, 6) or alone.in_brackets(s, hit) then
				report { at = document:at(hit.from), params = { word = hit.term }, evidence = text.excerpt(s, hit.from, hit.to) }
			end
		end
		for _, hit in ipairs(found.attribute or {}) do
			local word = closed_by(s, hit)
			if word then
				report { at = document:at(hit.from), params = { word = hit.term .. "：" .. word }, evidence = text.excerpt(s, hit.from, hit.to) }
			end
		end
	end,

	tests = {
		{ name = "附注", html = "<p>2023年4月20日</p>\n<p>（此件不公开）</p>\n<p>（此件依申请公开）</p>\n<p>公开属性：不予公开</p>", finds = { { line = 2 }, { line = 3 }, { line = 4 } } },
		{ name = "公开的、谈论的", html = "<p>（此件公开发布）</p><p>政府信息公开指南 依申请公开 主动公开</p><p>公文应当注明“此件依申请公开”等附注；属于不予公开范围的，公开方式：主动公开、依申请公开</p>", finds = 0 },
	},
}
