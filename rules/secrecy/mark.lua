--[[
国家秘密标志：“机密★10年”“秘密★长期”“绝密☆”。带着它的文件一律不能上网，发现就要停。
讲保密知识的文章把标志放在引号里、写明是“标注为”“形式为”的，降为提示。
--]]
local scan = require "scan"

local EXPLAINS = { "标注", "标志为", "标识为", "形式为", "表示为", "格式为", "写作", "如“", "例如", "样式" }

-- 是不是在讲解这种标志
local function is_explained(s, hit)
	local before = s:sub(hit.from > 90 and hit.from - 90 or 1, hit.from - 1):match("[^\n]*$")
	if before:find("“$") or before:find("『$") or before:find('"$') then return true end
	for _, word in ipairs(EXPLAINS) do
		if before:find(word, 1, true) then return true end
	end
	return false
end

return rule {
	id = "secrecy/mark",
	title = { zh = "国家秘密标志", en = "Mark of a state secret" },
	basis = "《保守国家秘密法》第二十二条、第三十五条",
	mark = "V",
	severity = "veto",
	on = "document",
	match = { text = scan.words.star },
	tags = { "secrecy" },
	message = { zh = "有国家秘密标志“{mark}”。", en = "The mark of a state secret: {mark}." },
	fix = { zh = "立即撤下，不要转发、下载，保留现场，报告本单位保密工作机构；非密文件去掉误标的标志再发布。",
		en = "Take it down at once, copy it nowhere, and tell the secrecy office; a file that is no secret bears no mark." },

	check = function(document, report)
		local s = document.text
		if not scan(document).star then return end
		for _, hit in ipairs(text.ids(s, { "secrecy-mark" })) do
			if hit.confidence == "high" then
				report { at = document:at(hit.from), params = { mark = s:sub(hit.from, hit.to) }, evidence = s:sub(hit.from, hit.to),
					severity = is_explained(s, hit) and "info" or nil }
			end
		end
	end,

	tests = {
		{ name = "标志", html = "<p>机密★10年</p>\n<p>秘密★长期</p>\n<p>绝密★</p>\n<p>秘密 ☆ 2030年1月1日</p>",
			finds = { { line = 1, severity = "veto", message = "机密★10年" }, { line = 2 }, { line = 3 }, { line = 4 } } },
		{ name = "讲解的只提示", html = "<p>国家秘密标志形式为“机密★10年”。</p>", finds = { { severity = "info" } } },
		{ name = "法律里的词", html = "<p>国家秘密的密级分为绝密、机密、秘密三级。五★景区，保守国家秘密是公民的义务。</p>", finds = 0 },
	},
}
