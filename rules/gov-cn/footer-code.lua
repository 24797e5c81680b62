--[[
首页底部的网站标识码：没有写，写的样子不对，或者与网页标签 SiteIDCode 不一样。
看首页的文字里“标识码”三个字后面的一串。页脚看不见的（由脚本加载）不查，由 gov-cn/footer 提示；
标识码只在图片里的，同样看不见，报出来后请人核对。
--]]
local footer = require "footer"

return rule {
	id = "gov-cn/footer-code",
	title = { zh = "首页底部的网站标识码", en = "Site code in the footer" },
	basis = "国办发〔2017〕47号《政府网站发展指引》，网站底部功能区",
	mark = "V",
	severity = "warning",
	on = "page",
	match = { home = true },
	tags = { "metadata" },
	message = { zh = "首页底部没有网站标识码。", en = "The footer of the home page gives no site code (网站标识码)." },
	fix = { zh = "在页脚写明“网站标识码：”和 10 位标识码，与 SiteIDCode 标签一致。",
		en = "Write the site code of 10 characters into the footer, the same as in the tag SiteIDCode." },

	check = function(page, report)
		local s = footer.text(page)
		if not s then return end
		local shown, tag = s:match("标识码%s*:?%s*([%w%-]+)"), text.trim(page.meta.siteidcode or "")
		if not shown then
			if not s:find("标识码", 1, true) then report {} return end
			report { message = { zh = "首页底部“网站标识码”后面是空的。", en = "\"网站标识码\" in the footer has no code behind it." } }
		elseif not footer.is_code(shown) then
			report { evidence = shown, params = { code = shown }, message = {
				zh = "首页底部的网站标识码“{code}”不是 10 位数字，也不是 bm 加 8 位数字。",
				en = "The site code \"{code}\" in the footer has neither 10 digits, nor \"bm\" and 8 digits." } }
		elseif footer.is_code(tag) and tag:lower() ~= shown:lower() then
			report { evidence = shown, params = { code = shown, tag = tag }, message = {
				zh = "首页底部的网站标识码是 {code}，网页标签 SiteIDCode 是 {tag}。",
				en = "The footer gives the site code {code}, and the tag SiteIDCode gives {tag}." } }
		end
	end,

	tests = {
		{ name = "没有标识码", url = "https://www.example.gov.cn/", finds = { { message = "没有网站标识码" } },
			html = "<h1>某市人民政府</h1><p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>主办单位：某市人民政府办公室</p>" },
		{ name = "后面是空的", url = "https://www.example.gov.cn/", finds = { { message = "空的" } },
			html = "<h1>某市人民政府</h1><p>欢迎访问本网站，请多提意见和建议。</p><p>网站标识码：</p>" },
		{ name = "少一位", url = "https://www.example.gov.cn/", finds = { { message = "310000008", evidence = "310000008" } },
			html = "<h1>某市人民政府</h1><p>欢迎访问本网站，请多提意见和建议。</p><p>网站标识码：310000008</p>" },
		{ name = "与标签不一样", url = "https://www.example.gov.cn/", finds = { { message = "3100000087" } },
			html = "<meta name=SiteIDCode content=3100000087><p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>网站标识码：3100000086</p>" },
		{ name = "与标签一样", url = "https://www.example.gov.cn/", finds = 0,
			html = "<meta name=SiteIDCode content=' 3100000087'><p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>政府网站标识码：３１００００００８７</p>" },
		{ name = "部委的标识码", url = "https://www.example.gov.cn/", finds = 0,
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>网站标识码 bm01000001 京ICP备05070218号</p>" },
		{ name = "看不见页脚的不查", url = "https://www.example.gov.cn/", finds = 0,
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><div id=footer></div>" },
		{ name = "内页不查", url = "https://www.example.gov.cn/a/1.html", finds = 0,
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>主办单位：某市人民政府办公室</p>" },
	},
}
