--[[
份号：涉密文件左上角的六位数字，或者写明“份号：000012”。网页开头的六位数字多半是别的，只在文件里查。
--]]
local scan = require "scan"

return rule {
	id = "secrecy/copy-number",
	title = { zh = "份号", en = "Number of a copy" },
	basis = "GB/T 9704—2012《党政机关公文格式》7.2.1",
	mark = "M",
	severity = "warning",
	on = "document",
	match = { any = { { text = scan.words.copy }, { has = "file" } } },
	tags = { "secrecy" },
	message = { zh = "有份号“{number}”：涉密公文才编份号。", en = "It has the number of a copy, {number}: only secret papers have one." },
	fix = { zh = "核对密级；不涉密的去掉份号再发布。", en = "Find out whether it is secret; else remove the number." },

	check = function(document, report)
		local s = document.text
		for _, hit in ipairs(scan(document).copy or {}) do
			local number = s:sub(hit.to + 1, hit.to + 16):gsub("：", ":"):match("^[%s:]*(%d%d%d%d%d%d)%f[^%d]")
			if number then
				report { at = document:at(hit.from), params = { number = number }, evidence = text.excerpt(s, hit.from, hit.to) }
			end
		end
		-- 文件的第一行
		if document.type ~= "html" then
			local number = s:match("^%s*(%d%d%d%d%d%d)%s*\n")
			local head = number and s:sub(1, 600)
			if head and (head:find("〔", 1, true) or head:find("文件", 1, true)) and not head:find("邮编", 1, true) then
				report { at = document:at(s:find("%d")), params = { number = number }, evidence = number }
			end
		end
	end,

	tests = {
		{ name = "写明份号", html = "<p>份号：000012</p>", finds = { { line = 1, message = "000012" } } },
		{ name = "文件的第一行", document = { type = "docx", text = "000012\n云澜市人民政府文件\n云政发〔2023〕5号" }, finds = 1 },
		{ name = "网页开头的数字、邮编", html = "<p>000012</p><p>文件</p><p>涉密公文应当标注份号。邮编200000</p>", finds = 0 },
	},
}
