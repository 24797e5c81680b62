--[[
首页底部的公安机关备案号：没有写，或者号码不是 14 位（市县公安机关的备案号都是 14 位数字）。
看首页文字里“网安备”后面的数字；只有备案图标没有文字，但是链接到公安备案平台（beian.gov.cn、beian.mps.gov.cn）的，
链接里的号码也算。看不见页脚的不查。
--]]
local footer = require "footer"

local words = { "网安备", "网安备案号", "公安机关备案", "公安机关备案号", "公安备案号" }

return rule {
	id = "gov-cn/footer-police",
	title = { zh = "首页底部的公安备案号", en = "Police filing number in the footer" },
	basis = "国办发〔2017〕47号《政府网站发展指引》，网站底部功能区",
	mark = "V",
	severity = "warning",
	on = "page",
	match = { home = true },
	tags = { "metadata" },
	message = { zh = "首页底部没有公安机关备案号。", en = "The footer of the home page gives no filing number of the police." },
	fix = { zh = "在页脚写明公安机关备案号，如“沪公网安备 31010102000001号”，并加上备案图标。",
		en = "Write the number into the footer, like 沪公网安备 31010102000001号, with its sign." },

	check = function(page, report)
		local s = footer.text(page)
		if not s then return end
		local digits
		for _, word in ipairs(words) do digits = digits or s:match(word .. "%s*:?%s*(%d+)") end
		if digits then
			if #digits == 14 then return end
			report { evidence = digits, params = { digits = digits, n = #digits }, message = {
				zh = "首页底部的公安备案号“{digits}”是 {n} 位，应当是 14 位。",
				en = "The filing number \"{digits}\" of the police has {n} digits, not 14." } }
		elseif not footer.has(page, { "beian.gov.cn", "beian.mps.gov.cn", "recordcode=", "recordCode=" })
			and not s:find("网安备", 1, true) and not s:find("公安机关备案", 1, true) then
			report {}
		end
	end,

	tests = {
		{ name = "没有", url = "https://www.example.gov.cn/", finds = { { message = "没有公安" } },
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>主办单位：某市人民政府办公室 京ICP备05070218号</p>" },
		{ name = "少一位", url = "https://www.example.gov.cn/", finds = { { message = "13 位", evidence = "3101010200000" } },
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>沪公网安备 3101010200000号</p>" },
		{ name = "常见的写法", url = "https://www.example.gov.cn/", finds = 0,
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>沪公网安备31010102000001号</p>" },
		{ name = "写作公安机关备案号", url = "https://www.example.gov.cn/", finds = 0,
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>公安机关备案号：44080302000063 粤ICP备09178146号</p>" },
		{ name = "只有图标和链接", url = "https://www.example.gov.cn/", finds = 0,
			html = [[<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>主办单位：某局</p>
			<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=31010102000001"><img src="ga.png" alt="公安备案"></a>]] },
	},
}
