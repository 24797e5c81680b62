--[[
首页没有“我为政府网站找错”的入口。认文字、图片的替代文字，也认它的网址和脚本（zfwzgl.www.gov.cn、jiucuo）。
看不见页脚的不查。
--]]
local footer = require "footer"

return rule {
	id = "gov-cn/footer-mistakes",
	title = { zh = "首页没有“我为政府网站找错”", en = "No link to report mistakes" },
	basis = "国办发〔2017〕47号《政府网站发展指引》，网站底部功能区",
	mark = "V",
	severity = "warning",
	on = "page",
	match = { home = true },
	tags = { "metadata" },
	message = { zh = "首页没有“我为政府网站找错”的入口。", en = "The home page has no entry \"我为政府网站找错\" for reports of mistakes." },
	fix = { zh = "在页脚加上“我为政府网站找错”的图标，链接到本网站的找错页面。",
		en = "Put the sign \"我为政府网站找错\" into the footer, with the link that belongs to the site." },

	check = function(page, report)
		if footer.text(page) and not footer.has(page, { "网站找错", "zfwzgl.www.gov.cn", "jiucuo", "zfwzzc", "纠错" }) then
			report {}
		end
	end,

	tests = {
		{ name = "没有", url = "https://www.example.gov.cn/", finds = 1,
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>主办单位：某市人民政府办公室</p>" },
		{ name = "只有图片", url = "https://www.example.gov.cn/", finds = 0,
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>主办单位：某局 <img src=a.png alt=我为政府网站找错></p>" },
		{ name = "由脚本显示", url = "https://www.example.gov.cn/", finds = 0,
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>主办单位：某局 <script src='https://zfwzgl.www.gov.cn/exposure/jiucuo.js'></script></p>" },
	},
}
