--[[
发文稿纸的内容：拟稿人、核稿、会签、签发人写在一起。它们是办理过程，不随文件公布。
--]]
local scan = require "scan"

return rule {
	id = "secrecy/draft-sheet",
	title = { zh = "发文稿纸", en = "Sheet of a draft" },
	basis = "《政府信息公开条例》第十六条",
	mark = "M",
	severity = "warning",
	on = "document",
	match = { text = scan.words.sheet },
	tags = { "secrecy" },
	message = { zh = "有发文稿纸的内容：{words}。", en = "Parts of the sheet of a draft: {words}." },
	fix = { zh = "只公布正式印发的文本，去掉发文稿纸。", en = "Publish the final text without the sheet." },

	check = function(document, report)
		local s, seen, words, first = document.text, {}, {}, nil
		for _, hit in ipairs(scan(document).sheet or {}) do
			-- 后面是冒号的才是表格里的一栏
			local after = s:sub(hit.to + 1, hit.to + 6)
			if (after:find("^%s*：") or after:find("^%s*:")) and not seen[hit.term] then
				seen[hit.term] = true
				words[#words + 1] = hit.term
				first = first or hit
			end
		end
		if #words >= 3 then
			report { at = document:at(first.from), params = { words = table.concat(words, "、") }, evidence = text.excerpt(s, first.from, first.to) }
		end
	end,

	tests = {
		{ name = "稿纸", html = "<p>拟稿人：张三 核稿人：李四</p>\n<p>会签：办公室 签发：王五</p>", finds = { { line = 1, message = "拟稿人" } } },
		{ name = "上行文的签发人、说明", html = "<p>签发人：王五</p><p>公文由拟稿人起草，经核稿、会签后签发。</p><p>责任编辑：张三 校对：李四</p>", finds = 0 },
	},
}
