--[[
单独写着的密级：文件开头或者页眉里一行只有“机密”“秘密”“绝密级”。法律、制度里谈到密级的句子不查。
--]]
local alone, scan = require "alone", require "scan"

return rule {
	id = "secrecy/level",
	title = { zh = "单独标着的密级", en = "A level of secrecy standing alone" },
	basis = "《保守国家秘密法》第二十二条",
	mark = "V",
	severity = "warning",
	on = "document",
	match = { text = scan.words.level },
	tags = { "secrecy" },
	message = { zh = "单独写着“{word}”，像是密级标志。", en = "\"{word}\" stands alone like a mark of secrecy." },
	fix = { zh = "核对文件的密级：涉密的立即撤下；不涉密的去掉这个标志。", en = "Find out whether it is secret: take it down at once if so, else remove the mark." },

	check = function(document, report)
		local s, last = document.text, 0
		for _, hit in ipairs(scan(document).level or {}) do
			-- 表格、目录里成列的“秘密”“机密”不算：前后一行又是密级
			local marked = s:find("^%s*★", hit.to + 1) or s:find("^%s*☆", hit.to + 1) -- 归 secrecy/mark
			if hit.from > last and not marked and alone.is(s, hit, 3) then
				local around = s:sub(hit.from > 30 and hit.from - 30 or 1, hit.from - 1) .. s:sub(hit.to + 1, hit.to + 30)
				if not around:find("密\n", 1, true) and not around:find("\n绝密", 1, true) and not around:find("\n机密", 1, true)
					and not around:find("\n秘密", 1, true) then
					report { at = document:at(hit.from), params = { word = hit.term }, evidence = text.excerpt(s, hit.from, hit.to) }
				end
			end
			last = hit.to
		end
	end,

	tests = {
		{ name = "单独一行", html = "<p>机密</p>\n<p>云澜市文化和旅游局文件</p>", finds = { { line = 1, message = "机密" } } },
		{ name = "带括号、带“级”", html = "<p>通知</p>\n<p>【秘密级】</p>", finds = 1 },
		{ name = "句子里的", html = "<p>国家秘密的密级分为绝密、机密、秘密三级。</p><p>国家秘密</p><p>商业秘密</p>", finds = 0 },
		{ name = "讲密级的表格", html = "<p>绝密</p><p>机密</p><p>秘密</p>", finds = 0 },
	},
}
