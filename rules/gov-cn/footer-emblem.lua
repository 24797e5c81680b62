--[[
首页没有党政机关网站标识。标识由中央编办的脚本显示（bszs.conac.cn、dcs.conac.cn），所以看源代码里有没有这些地址，
或者“党政机关”字样的图片。事业单位网站的标识也是这个脚本，同样算有。看不见页脚的不查。
--]]
local footer = require "footer"

return rule {
	id = "gov-cn/footer-emblem",
	title = { zh = "首页没有党政机关网站标识", en = "No emblem of a public body" },
	basis = "国办发〔2017〕47号《政府网站发展指引》，网站底部功能区",
	mark = "V",
	severity = "warning",
	on = "page",
	match = { home = true },
	tags = { "metadata" },
	message = { zh = "首页没有党政机关网站标识。", en = "The home page does not show the emblem of a public body (党政机关网站标识)." },
	fix = { zh = "在页脚加上机构编制部门发给本网站的标识代码。", en = "Put the code of the emblem that was issued for the site into the footer." },

	check = function(page, report)
		if footer.text(page) and not footer.has(page, { "conac.cn", "党政机关", "jiguan", "政府网站标识" }) then report {} end
	end,

	tests = {
		{ name = "没有", url = "https://www.example.gov.cn/", finds = 1,
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>主办单位：某市人民政府办公室</p>" },
		{ name = "由脚本显示", url = "https://www.example.gov.cn/", finds = 0,
			html = [[<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>主办单位：某局</p>
			<script>document.write(unescape("%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='https://dcs.conac.cn/js/1.js'%3E"))</script>]] },
		{ name = "只有图片", url = "https://www.example.gov.cn/", finds = 0,
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>主办单位：某局 <img src=b.png alt=党政机关></p>" },
	},
}
