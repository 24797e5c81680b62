--[[
错别字：易混、易错的词，见 lib/confusions.lua。只收录这样写一定错、又不会由前后两个词偶然拼成的；
会偶然拼成的，列出了例外。含义不同而都存在的词（制定、制订）要看上下文，不查。
--]]
local confusions, scan, within = require "confusions", require "scan", require "within"

return rule {
	id = "typos/confusion",
	title = { zh = "错别字", en = "Confused characters" },
	basis = "《通用规范汉字表》（国发〔2013〕23号）",
	mark = "M",
	severity = "warning",
	on = "document",
	match = { text = scan.words.confusion },
	tags = { "typos" },
	message = { zh = "“{wrong}”应当写作“{right}”。", en = "\"{wrong}\" should be \"{right}\"." },
	fix = { zh = "改为“{right}”；确实没有写错的（例如引用原文、人名），不必改。",
		en = "Write \"{right}\", unless it is a quotation or a name." },

	check = function(document, report)
		local s = document.text
		for _, hit in ipairs(scan(document).confusion or {}) do
			local row = confusions[hit.index]
			if not within(s, hit, row.except) then
				report { at = document:at(hit.from), params = { wrong = row.wrong, right = row.right },
					evidence = text.excerpt(s, hit.from, hit.to) }
			end
		end
	end,

	tests = {
		{ name = "写错的", html = "<p>现将安全生产工作布署如下。</p>\n<p>要加强妨范，贯撤落实。</p>",
			finds = { { line = 1, message = "部署" }, { line = 2, message = "防范" }, { line = 2, message = "贯彻" } } },
		{ name = "写对的", html = "<p>现将安全生产工作部署如下，要加强防范，贯彻落实。</p>", finds = 0 },
		{ name = "前后两个词拼成的不算", html = "<p>公布署名文章；按装配式建筑标准；比赛按排名奖励；自己经营；支付局长基金；参观查看。</p>", finds = 0 },
		{ name = "两种写法都对的不查", html = "<p>制定、制订；账号、帐号；成份、成分；撤消、撤销；其他、其它。</p>", finds = 0 },
	},
}
