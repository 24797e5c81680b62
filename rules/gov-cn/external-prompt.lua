--[[
从首页离开时没有提示：首页链接到非政府网站，网页里却看不到提示“您访问的链接即将离开……”的脚本。
提示常写在另外的脚本文件里，程序不读那些文件，所以只说“没有看到”，请人点一个外部链接试试。
本网站自己、.gov.cn、只有图标的备案和标识链接（conac、beian、kaipuyun）不算外部链接。
--]]
local footer, site = require "footer", require "site"

local SIGNS = { "即将离开", "离开本", "outlink", "outLink", "out_link", "layer.confirm", "leaveSite", "jumpOut", "safeLink", "extlink",
	"waibu", "wailian", "外部链接", "继续访问" }
local FINE = { "%.gov%.cn$", "^gov%.cn$", "conac%.cn$", "beian", "kaipuyun%.cn$", "%.xn%-%-zfr164b$" }

local function foreign(host, own)
	if host == own or site.preview(host) then return false end
	local base = own:gsub("^www%.", "")
	if host == base or host:sub(-#base - 1) == "." .. base then return false end
	for _, pattern in ipairs(FINE) do
		if host:find(pattern) then return false end
	end
	return true
end

return rule {
	id = "gov-cn/external-prompt",
	title = { zh = "没有看到离开网站的提示", en = "No prompt seen before leaving the site" },
	basis = "国办发〔2017〕47号：打开非政府网站链接时要有提示",
	mark = "M",
	severity = "info",
	on = "page",
	match = { home = true },
	tags = { "links" },
	message = { zh = "首页有链接通往非政府网站（如 {host}），网页里没有看到离开提示；脚本文件没有读，请点一下试试。",
		en = "The home page links to sites outside of government, like {host}, and no prompt is seen in it; files of scripts were not read: click and see." },
	fix = { zh = "点外部链接时显示“您访问的链接即将离开本网站，是否继续？”。", en = "Ask before an outside link is opened." },

	check = function(page, report)
		if not footer.home(page) or footer.has(page, SIGNS) then return end
		local own = site.host(page)
		for _, link in ipairs(page:links_where { kind = "a" }) do
			local host = link.scheme and link.scheme:find("^https?$") and link.url:match("^%a+://([^/:?#]*)")
			if host and foreign(host, own) then
				report { at = link, params = { host = host }, evidence = link.url }
				return
			end
		end
	end,

	tests = {
		{ name = "没有提示", url = "https://www.example.gov.cn/", finds = { { message = "www.example.com" } },
			html = "<h1>某市人民政府</h1><p>今日要闻：全市工作会议召开，部署下一步重点工作。</p><a href='https://www.example.com/'>某银行</a>" },
		{ name = "有提示", url = "https://www.example.gov.cn/", finds = 0, html = [[<p>今日要闻：全市工作会议召开，部署下一步重点工作。</p>
			<a href="https://www.example.com/" onclick="return confirm('您访问的链接即将离开本网站，是否继续？')">某银行</a>]] },
		{ name = "只有政府网站和备案", url = "https://www.example.gov.cn/", finds = 0, html = [[<p>今日要闻：全市工作会议召开，部署下一步重点工作。</p>
			<a href="https://www.gov.cn/">中国政府网</a> <a href="https://beian.miit.gov.cn/">备案</a> <a href="http://bszs.conac.cn/x">标识</a>
			<a href="https://zwfw.example.gov.cn/">办事</a> <a href="mailto:a@b.com">邮箱</a>]] },
		{ name = "不是政府网站", url = "https://www.example.com/", finds = 0,
			html = "<p>今日要闻：公司工作会议召开，部署下一步重点工作。</p><a href='https://www.example.org/'>某银行</a>" },
	},
}
