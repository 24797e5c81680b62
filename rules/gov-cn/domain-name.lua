--[[
政府网站没有用 .gov.cn（或者“.政务”）域名。看有 SiteIDCode 标签的页面在哪个域名上：多半是栏目、专题放在了别的域名下，
或者老域名还在用。预览时（本机、IP 地址、保留域名）不查。每个域名只报一次。
--]]
local across, site = require "across", require "site"

return rule {
	id = "gov-cn/domain-name",
	title = { zh = "政府网站的域名", en = "Domain of a government site" },
	basis = "国办发〔2017〕47号、国办函〔2018〕55号：政府网站使用 .gov.cn 英文域名和“.政务”中文域名",
	mark = "V",
	severity = "warning",
	on = { "page", "finish" },
	match = { meta = "SiteIDCode" },
	tags = { "metadata" },
	message = { zh = "{word} 上有 {n} 个政府网站的页面，域名不以 .gov.cn 结尾，例如 {first}。",
		en = "{n} pages of a government site are on {word}, which does not end in .gov.cn, as {first}." },
	fix = { zh = "把页面移到本网站的域名下，旧网址跳转过去。", en = "Move them below the domain of the site, and let the old addresses lead there." },

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		if not thing.meta.siteidcode or thing.status >= 400 then return nil end
		local host = site.host(thing)
		if site.preview(host) or host:find("%.gov%.cn$") or host == "gov.cn" or host:find("%.xn%-%-zfr164b$") then return nil end
		for _, reserved in ipairs { "%.example$", "%.test$", "%.invalid$" } do
			if host:find(reserved) then return nil end
		end
		return { host }
	end,

	tests = {
		{ name = "别的域名", url = "https://zt.example.com.cn/a.html", html = "<meta name=SiteIDCode content=3100000087>",
			finds = { { message = "zt.example.com.cn" } } },
		{ name = "gov.cn", html = "<meta name=SiteIDCode content=3100000087>", finds = 0 },
		{ name = "中文域名", url = "http://xn--fiq.xn--zfr164b/", html = "<meta name=SiteIDCode content=3100000087>", finds = 0 },
		{ name = "保留域名、预览", url = "http://wlj.yunlan.example/", html = "<meta name=SiteIDCode content=3100000087>", finds = 0 },
		{ name = "不是政府网站", url = "https://www.example.com/", html = "<p>某公司</p>", finds = 0 },
	},
}
