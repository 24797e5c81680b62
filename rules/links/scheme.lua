--[[
网址的开头写错：htttp://、http:/、http;//、http：//（中文冒号）、javascrpit: 等。
检查链接时由程序自己判断，这里供单独检查页面用。没见过的协议（各种应用的）不查。
--]]
local spelling = require "spelling"

-- 本来想写的地址；写得对，或者浏览器自己会改正的，没有
local function intended(page, link)
	local raw = text.trim(link.raw)
	local address = spelling.address(raw)
	if address then
		local right = url.resolve(page.url, address)
		return right ~= link.url and address or nil
	end
	local scheme, rest = raw:match("^(%a[%w+.-]*)(:.*)$")
	local word = scheme and spelling.scheme(scheme:lower())
	return word and word .. rest or nil
end

return rule {
	id = "links/scheme",
	title = { zh = "网址的开头写错", en = "Mistyped beginning of an address" },
	mark = "D",
	severity = "error",
	on = "page",
	cause = "bad-scheme",
	message = { zh = "“{raw}”的开头写错了，打不开。", en = "\"{raw}\" begins with a slip and cannot be opened." },
	fix = { zh = "核对以后改为“{meant}”。", en = "See whether \"{meant}\" is right, and write that." },

	check = function(page, report)
		for _, link in ipairs(page.links) do
			local meant = link.confidence == "high" and intended(page, link)
			if meant then report { at = link, params = { raw = text.trim(link.raw), meant = meant } } end
		end
	end,

	tests = {
		{ name = "字母写错", html = [[<a href="htttp://a.gov.cn/">甲</a> <a href="hhtp://a.gov.cn/">乙</a>
			<a href="javascrpit:void(0)">丙</a> <a href="mialto:a@b.cn">丁</a> <a href="htps://a.gov.cn/">戊</a>]], finds = 5 },
		{ name = "标点写错", url = "http://www.example.gov.cn/",
			html = [[<a href="http:/a.gov.cn/">甲</a> <a href="http;//a.gov.cn/">乙</a> <a href="http//a.gov.cn/">丙</a>
			<a href="http：//a.gov.cn/x">丁</a> <a href="http//:a.gov.cn/">戊</a> <a href="https:a.gov.cn">己</a>]],
			finds = { { line = 1 }, { line = 1 }, { line = 1 }, { line = 2, message = "http：//a" }, { line = 2 } } },
		{ name = "浏览器能改正的不查", url = "https://www.example.gov.cn/",
			html = [[<a href="HTTP://a.gov.cn/">甲</a> <a href="http:\\a.gov.cn\">乙</a> <a href="http:///a.gov.cn/">丙</a>
			<a href="http:/a.gov.cn/">丁</a>]], finds = 0 },
		{ name = "应用的协议不查", html = [[<a href="weixin://dl/chat">甲</a> <a href="tel:12345">乙</a> <a href="alipays://p">丙</a>
			<a href="ftp://a.gov.cn/">丁</a> <a href="sms:12345">戊</a> <a href="htmlviewer:a">己</a>]], finds = 0 },
		{ name = "相对地址不查", html = [[<a href="http/a.html">甲</a> <a href="https.html">乙</a> <a href="httpd//a">丙</a>
			<a href="http://a.gov.cn/附件（一）：表.doc">丁</a>]], finds = 0 },
	},
}
