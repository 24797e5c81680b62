--[[
没有配对的括号、书名号、引号。网页上只查成句的段落和标题：列表里的标题常常截去后半。
--]]
-- 一行是不是截短了的标题：以省略号结尾
local function is_cut(line)
	line = text.trim(line)
	return line:find("…$") or line:find("%.%.%.?$")
end

return rule {
	id = "typos/brackets",
	title = { zh = "括号、引号不配对", en = "Bracket or quotation mark without a partner" },
	basis = "GB/T 15834—2011《标点符号用法》",
	mark = "M",
	severity = "warning",
	on = "document",
	match = { has = "unpaired" },
	tags = { "typos" },
	message = { zh = "“{mark}”没有和它配对的另一半。", en = "{mark} has no partner." },
	fix = { zh = "补上缺少的一半，或者删去多余的；引号里面的引号用单引号‘’。",
		en = "Add the missing half or remove the one that is too much; quotations within quotations take ‘’." },

	check = function(document, report)
		local s = document.text
		local page = document.type == "text/html" or document.type == "html"
		for _, mark in ipairs(text.unpaired(s)) do
			local line = text.line(s, mark.from)
			local prose = line:find("。", 1, true) or (not page) or (document.title or ""):find(line, 1, true)
			if prose and not is_cut(line) then
				report { at = document:at(mark.from), params = { mark = mark.mark }, evidence = text.excerpt(s, mark.from, mark.to) }
			end
		end
	end,

	tests = {
		{ name = "缺一半", html = "<p>根据《云澜市旅游条例的规定，现予公布。</p>\n<p>推进“双随机、一公开监管。</p>\n<p>（一）加强监管）。</p>",
			finds = { { line = 1, message = "《" }, { line = 2, message = "“" }, { line = 3, message = "）" } } },
		{ name = "配对的", html = "<p>根据《云澜市旅游条例》（以下简称“条例”），1）甲；2）乙。全角（半角)也算一对。</p>", finds = 0 },
		{ name = "截短的标题不查", html = "<ul><li>关于印发《云澜市文化和旅游局工作<li>关于“双随机…</ul>", finds = 0 },
	},
}
