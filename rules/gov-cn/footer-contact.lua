--[[
首页底部没有联系方式：没有电话号码，没有电子邮箱，也没有“联系我们”“联系方式”一类的链接。
只看有没有，不判断写得对不对。看不见页脚的不查。
--]]
local footer = require "footer"

local words = { "联系我们", "联系方式", "联系电话", "咨询电话", "网站电话", "值班电话", "热线", "邮箱", "电话:", "E-mail", "e-mail", "Email" }

return rule {
	id = "gov-cn/footer-contact",
	title = { zh = "首页底部的联系方式", en = "Contact in the footer" },
	basis = "国办发〔2017〕47号《政府网站发展指引》，网站底部功能区",
	mark = "V",
	severity = "warning",
	on = "page",
	match = { home = true },
	tags = { "metadata" },
	message = { zh = "首页底部没有联系方式。", en = "The footer of the home page gives no way to get in touch." },
	fix = { zh = "在页脚写明网站管理单位的电话或邮箱。", en = "Give a telephone number or an e-mail address of the office in the footer." },

	check = function(page, report)
		local s = footer.text(page)
		if not s or s:find("%d%d%d%d?%-%d%d%d%d%d%d%d") or s:find("[%w_]@%w") then return end
		for _, word in ipairs(words) do
			if s:find(word, 1, true) then return end
		end
		if not footer.has(page, { "tel:", "mailto:", "lxwm", "联系我们", "联系方式" }) then report {} end
	end,

	tests = {
		{ name = "没有", url = "https://www.example.gov.cn/", finds = 1,
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>主办单位：某市人民政府办公室 网站标识码：3100000087</p>" },
		{ name = "电话", url = "https://www.example.gov.cn/", finds = 0,
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>主办单位：某市人民政府办公室 021-12345678</p>" },
		{ name = "联系我们的链接", url = "https://www.example.gov.cn/", finds = 0,
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>主办单位：某市人民政府办公室 <a href=/lx/>联系我们</a></p>" },
		{ name = "图片链接", url = "https://www.example.gov.cn/", finds = 0,
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>主办单位：某局 <a href='mailto:a@example.gov.cn'><img src=m.png></a></p>" },
	},
}
