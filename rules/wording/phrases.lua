--[[
写错的固定提法：“习近平新时代”后面漏了字、“五位一体”写成战略布局。提法见 lib/phrases.lua，只收不会有别的写法的。
--]]
local phrases, scan = require "phrases", require "scan"

local function follows(s, to, next)
	for _, word in ipairs(next) do
		if s:sub(to + 1, to + #word) == word then return true end
	end
	return false
end

-- 后面断了行、截短了（列表里的标题）
local function is_cut(s, to)
	return s:find("^%s*\n", to + 1) or s:find("^%s*$", to + 1) or s:find("^…", to + 1) or s:find("^%.%.", to + 1)
end

return rule {
	id = "wording/phrases",
	title = { zh = "固定提法写错", en = "Set phrase misquoted" },
	mark = "M",
	severity = "error",
	on = "document",
	match = { text = scan.words.phrases },
	tags = { "wording" },
	message = { zh = "“{written}”：正确的提法是“{now}”。", en = "\"{written}\": the phrase is \"{now}\"." },
	fix = { zh = "对照权威文本改正。", en = "Correct it from the authoritative text." },

	check = function(document, report)
		local s = document.text
		for _, hit in ipairs(scan(document).phrases or {}) do
			local row = phrases[hit.index]
			if not row.next or not (follows(s, hit.to, row.next) or is_cut(s, hit.to)) then
				local to = row.next and (utf8.offset(s, 6, hit.to + 1) or #s + 1) - 1 or hit.to
				local written = s:sub(hit.from, to):match("^[^\n]*")
				report { at = document:at(hit.from), params = { written = written, now = row.now }, evidence = text.excerpt(s, hit.from, hit.to) }
			end
		end
	end,

	tests = {
		{ name = "漏字、错字", html = "<p>以习近平新时代特色社会主义思想为指导</p>\n<p>统筹推进“五位一体”战略布局</p>", finds = { { line = 1, message = "中国特色" }, { line = 2, message = "总体布局" } } },
		{ name = "正确的提法", html = "<p>以习近平新时代中国特色社会主义思想为指导，统筹推进“五位一体”总体布局、协调推进“四个全面”战略布局，践行社会主义核心价值观。</p>", finds = 0 },
		{ name = "截短的标题", html = "<ul><li>学习贯彻习近平新时代...<li>学习习近平新时代</ul>", finds = 0 },
	},
}
