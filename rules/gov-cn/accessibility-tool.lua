--[[
首页没有无障碍浏览、长者模式一类的入口。认文字、图片的替代文字，也认常用工具的脚本和链接。由脚本加载的看不到，所以只提示。
--]]
local footer = require "footer"

local SIGNS = { "无障碍", "长者", "适老", "关怀版", "关怀模式", "老年", "助盲", "wza", "WZA", "canyou", "barrierfree", "accessibility", "toolbar.asp" }

return rule {
	id = "gov-cn/accessibility-tool",
	title = { zh = "首页没有无障碍入口", en = "No entry for accessible browsing" },
	basis = "国办发〔2017〕47号，无障碍浏览；互联网应用适老化及无障碍改造",
	mark = "M",
	severity = "info",
	on = "page",
	match = { home = true },
	tags = { "accessibility" },
	message = { zh = "首页没有看到无障碍浏览、长者模式的入口。", en = "The home page shows no entry for accessible browsing (无障碍、长者模式)." },
	fix = { zh = "在首页显著位置加上“无障碍浏览”“长者模式”。", en = "Put such an entry where it is seen." },

	check = function(page, report)
		if footer.home(page) and not footer.has(page, SIGNS) then report {} end
	end,

	tests = {
		{ name = "没有", url = "https://www.example.gov.cn/", finds = 1,
			html = "<h1>某市人民政府</h1><p>今日要闻：全市工作会议召开，部署下一步重点工作。</p>" },
		{ name = "有链接", url = "https://www.example.gov.cn/", finds = 0,
			html = "<a href='#' onclick='wza()'>无障碍浏览</a><p>今日要闻：全市工作会议召开，部署下一步重点工作。</p>" },
		{ name = "长者模式", url = "https://www.example.gov.cn/", finds = 0,
			html = "<a href='/old/'>长者版</a><p>今日要闻：全市工作会议召开，部署下一步重点工作。</p>" },
		{ name = "内页不查", url = "https://www.example.gov.cn/a.html", finds = 0, html = "<p>今日要闻：全市工作会议召开，部署下一步重点工作。</p>" },
	},
}
