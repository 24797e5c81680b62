--[[
过程稿当作正式文件发布：标题里有“（送审稿）”“（讨论稿）”；有发文字号和“现印发给你们”，却还写着“征求意见稿”。
公开征求意见时发布征求意见稿是对的，不查。
--]]
local alone, scan = require "alone", require "scan"

local asking = text.terms { "公开征求", "征求意见的公告", "征集意见", "意见反馈", "意见建议", "提出意见", "听取意见" }

-- 是不是征求意见的公告、解读、情况反馈
local function consults(s)
	return asking:first(s) ~= nil
end

return rule {
	id = "secrecy/draft",
	title = { zh = "过程稿", en = "Draft published as a paper" },
	basis = "《政府信息公开条例》第十六条",
	mark = "M",
	severity = "warning",
	on = "document",
	match = { text = scan.words.draft },
	tags = { "secrecy" },
	message = { zh = "写着“{word}”，可能误发了过程稿。", en = "It says \"{word}\": perhaps a draft was published by mistake." },
	fix = { zh = "换成正式印发的文本；确实在征求意见的，写明征求意见的起止时间。",
		en = "Publish the final text; of a consultation, name its first and last day." },

	check = function(document, report)
		local s = document.text
		for _, hit in ipairs(scan(document).draft or {}) do
			local line = text.line(s, hit.from)
			if #line <= 240 and not line:find("，", 1, true) and alone.in_brackets(s, hit) and not consults(s)
				and (not hit.term:find("征求意见稿", 1, true) or s:find("现印发给你们", 1, true)) then
				local word = hit.term:gsub("）$", ""):gsub("%)$", "")
				report { at = document:at(hit.from), params = { word = word }, evidence = text.excerpt(s, hit.from, hit.to) }
				return
			end
		end
	end,

	tests = {
		{ name = "送审稿", html = "<h1>云澜市旅游条例（送审稿）</h1>\n<p>第一条</p>", finds = { { line = 1, message = "送审稿" } } },
		{ name = "印发的文件还写着征求意见稿", html = "<p>现印发给你们，请遵照执行。</p>\n<p>云澜市旅游管理办法（征求意见稿）</p>", finds = { { line = 2 } } },
		{ name = "征求意见", html = "<h1>关于公开征求《办法（征求意见稿）》意见的公告</h1><p>办法（征求意见稿）</p><p>请将意见反馈</p>", finds = 0 },
		{ name = "没有括号的叙述", html = "<p>起草组形成送审稿，经讨论修改后报送。</p>", finds = 0 },
	},
}
