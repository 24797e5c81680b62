--[[
疾病、残疾一类的内容和人名列在一起。只提示，由人来看：公布的政策、统计里也有这些词。
--]]
local scan = require "scan"

return rule {
	id = "privacy/health",
	title = { zh = "个人的健康状况", en = "Health of persons" },
	basis = "《个人信息保护法》第二十八条",
	mark = "M",
	severity = "info",
	on = "document",
	match = { text = scan.words.health },
	tags = { "privacy" },
	message = { zh = "名单里有“{word}”，涉及个人健康。", en = "A list of people has \"{word}\", which is about their health." },
	fix = { zh = "公示救助、补助时，不写疾病、残疾的具体情况。", en = "When aid is announced, do not say for what illness." },

	check = function(document, report)
		local s = document.text
		for _, h in ipairs(scan(document).health or {}) do
			-- 名单：不远处写着“姓名”，没有成句的话
			local around = s:sub(h.from > 400 and h.from - 400 or 1, h.to + 100)
			if around:find("姓名", 1, true) and not around:find("。", 1, true) then
				report { at = document:at(h.from), params = { word = h.term }, evidence = h.term }
				return
			end
		end
	end,

	tests = {
		{ name = "救助名单", html = "<table><tr><th>姓名</th><th>致贫原因</th></tr><tr><td>张三</td><td>因病</td></tr></table>", finds = { { severity = "info" } } },
		{ name = "政策", html = "<p>对患有重大疾病的困难群众给予救助。</p><p>申请人填写姓名、病种。</p>", finds = 0 },
	},
}
