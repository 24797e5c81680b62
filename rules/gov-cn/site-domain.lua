--[[
网页标签 SiteDomain 与网站的域名不一样：多半是从别的网站抄来的模板，或者换了域名没有改。
带不带 www. 都可以；写成网址的（带 http://）也认；子域名上的页面写主域名的不报。预览时（本机、IP 地址）不查。
同一个值整个网站只报一次。
--]]
local across, site = require "across", require "site"

local function bare(s)
	return (s:lower():gsub("^%s*%a+://", ""):gsub("[/:?#].*$", ""):gsub("%s", ""):gsub("^www%.", ""))
end

return rule {
	id = "gov-cn/site-domain",
	title = { zh = "SiteDomain 不是本网站的域名", en = "SiteDomain of another site" },
	basis = "国办发〔2017〕47号，网页标签规范（SiteDomain：英文域名）",
	mark = "V",
	severity = "warning",
	on = { "page", "finish" },
	match = { meta = "SiteDomain" },
	tags = { "metadata" },
	message = { zh = "{n} 个页面的 SiteDomain 写的是“{word}”，不是本网站的域名，例如 {first}。",
		en = "The SiteDomain of {n} pages is \"{word}\", and not the domain of the site, as on {first}." },
	fix = { zh = "在模板里改为本网站的域名。", en = "Put the domain of the site into the template." },

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		local domain = thing.meta.sitedomain
		if not domain or thing.status >= 400 then return nil end
		local host, said = site.host(thing), bare(domain)
		if said == "" or site.preview(host) or host:find("%.example$") or host:find("%.invalid$") then return nil end
		local own = bare(host)
		if own == said or own:sub(-#said - 1) == "." .. said then return nil end
		return { domain:sub(1, 100) }
	end,

	tests = {
		{ name = "别的网站", html = "<meta name=SiteDomain content=www.other.gov.cn>", finds = { { message = "www.other.gov.cn" } } },
		{ name = "写错一个字母", html = "<meta name=SiteDomain content=www.exmaple.gov.cn>", finds = 1 },
		{ name = "一样", html = "<meta name=SiteDomain content=www.example.gov.cn>", finds = 0 },
		{ name = "没有 www，写成网址", html = "<meta name=SiteDomain content='https://example.gov.cn/'>", finds = 0 },
		{ name = "子域名", url = "https://wlj.example.gov.cn/a.html", html = "<meta name=SiteDomain content=www.example.gov.cn>", finds = 0 },
		{ name = "预览", url = "http://127.0.0.1:8000/", html = "<meta name=SiteDomain content=www.example.gov.cn>", finds = 0 },
		{ name = "空着的由另一条报", html = "<meta name=SiteDomain content=''>", finds = 0 },
	},
}
