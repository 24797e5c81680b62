--[[
政策文件提到“一网通办”，页面上却没有办理的链接（“办”字图标，或者通往政务服务网的链接）。
“阅办联动”是部分地方的做法，所以平时不运行，点名才查。政务服务网按主机名认：zwdt、zwfw、ywtb、一网通办。
--]]
local pages = require "pages"

local HOSTS = { "zwdt.", "zwfw", "ywtb", "zwfw.", "bsfw.", "ggfw." }

return rule {
	id = "gov-cn/service-mark",
	title = { zh = "政策页面没有“办”的入口", en = "Policy without a way to the service" },
	basis = "《上海市文化和旅游局2023年政务公开工作要点》：阅办联动，增设“办”字图标",
	mark = "V",
	severity = "info",
	on = "page",
	match = { source = "一网通办" },
	tags = { "links", "optional" },
	message = { zh = "正文提到“一网通办”，页面上没有办理的链接。", en = "The text speaks of 一网通办, and no link leads to the service." },
	fix = { zh = "在标题旁加“办”字图标，链接到办事页面。", en = "Put the mark 办 beside the title, with a link to the service." },

	check = function(page, report)
		if not page:contains("一网通办") or not pages.article(page) or not page.text:find("一网通办", 1, true) then return end
		for _, link in ipairs(page:links_where { kind = "a" }) do
			local name, address = text.trim(link.text), (link.url or ""):lower()
			if name == "办" or name:find("立即办", 1, true) or name:find("我要办", 1, true) or name:find("在线办理", 1, true) then return end
			for _, host in ipairs(HOSTS) do
				if address:find("^https?://[^/]*" .. host:gsub("%.", "%%.")) then return end
			end
		end
		report {}
	end,

	tests = {
		{ name = "没有链接", finds = 1, html = "<meta name=ArticleTitle content=办法><p>申请人通过“一网通办”提交材料。</p><a href=/>首页</a>" },
		{ name = "有办字图标", finds = 0,
			html = "<meta name=ArticleTitle content=办法><p>申请人通过“一网通办”提交材料。</p><a href=/b/><img src=b.png alt=办></a>" },
		{ name = "有办事网址", finds = 0,
			html = "<meta name=ArticleTitle content=办法><p>通过“一网通办”提交材料。</p><a href='https://zwdt.sh.gov.cn/a'>事项</a>" },
		{ name = "没有提到", finds = 0, html = "<meta name=ArticleTitle content=办法><p>向窗口提交材料。</p>" },
	},
}
