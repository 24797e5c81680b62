--[[
网页标签 SiteIDCode 的写法：10 位数字（6 位行政区划代码加 4 位顺序号），部委网站是 bm 加 8 位数字。
同一个值整个网站只报一次；空着的由 gov-cn/site-tags 报。下属单位的网站标识码可以不同，所以不比较各页。
--]]
local across, footer = require "across", require "footer"

return rule {
	id = "gov-cn/site-code",
	title = { zh = "SiteIDCode 的写法", en = "Form of SiteIDCode" },
	basis = "各政府网站公布的标识码；国办发〔2017〕47号，网页标签规范（SiteIDCode）",
	mark = "M",
	severity = "warning",
	on = { "page", "finish" },
	match = { meta = "SiteIDCode" },
	tags = { "metadata" },
	message = { zh = "{n} 个页面的 SiteIDCode 写的是“{word}”，不是 10 位标识码，例如 {first}。",
		en = "The SiteIDCode of {n} pages is \"{word}\", no code of 10 characters, as on {first}." },
	fix = { zh = "改为本网站的标识码，与首页底部的一致。", en = "Put the code of the site there, the same as in the footer." },

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		local code = thing.meta.siteidcode
		if not code or thing.status >= 400 then return nil end
		code = text.trim(code)
		if code == "" or footer.is_code(code) then return nil end
		return { code:sub(1, 60):gsub("[\x80-\xff]*$", "") .. "" }
	end,

	tests = {
		{ name = "少一位", html = "<meta name=SiteIDCode content=310000008>", finds = { { message = "310000008" } } },
		{ name = "写成网站名称", html = "<meta name=SiteIDCode content=site-1>", finds = 1 },
		{ name = "对的", html = "<meta name=SiteIDCode content=3100000087>", finds = 0 },
		{ name = "部委", html = "<meta name=SiteIDCode content=bm01000001>", finds = 0 },
		{ name = "空着", html = "<meta name=SiteIDCode content=''>", finds = 0 },
	},
}
