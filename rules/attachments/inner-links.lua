--[[
文件里面的链接公众打不开：内网地址、本机的文件（file:、C:\…、\\服务器\…）。从单位里复制粘贴时带出来的。
只看链接，文字里写着的地址不算；网页由 links/private 和 links/local-file 查。
要下载整个文件才看得到，检查网站时费时，所以平时不运行，点名才查。
--]]
local inner = { localhost = true, ["local"] = true, lan = true, intranet = true, internal = true }

local function is_private(host)
	local a, b = host:match("^(%d+)%.(%d+)%.%d+%.%d+$")
	a, b = tonumber(a), tonumber(b)
	if a then
		return a == 10 or a == 127 or (a == 192 and b == 168) or (a == 172 and b >= 16 and b <= 31)
	end
	return inner[host:match("[^.]*$")] ~= nil or not host:find("[.%[]")
end

-- Why the public cannot open it, or nil.
local function shut(address)
	if address:find("^[fF][iI][lL][eE]:") or address:find("^%a:[\\/]") or address:find("^\\\\") then return "file" end
	local u = address:find("^%a[%w+.-]*://") and url.parse(address)
	return u and u.host and is_private(u.host) and "private" or nil
end

return rule {
	id = "attachments/inner-links",
	title = { zh = "文件里有公众打不开的链接", en = "Link inside a document that the public cannot open" },
	basis = "RFC 1918；RFC 8089",
	mark = "M",
	severity = "warning",
	on = "document",
	tags = { "attachments", "slow", "optional" },
	message = { zh = "文件里的链接“{address}”在内网或编辑的电脑上，公众打不开。",
		en = "The link \"{address}\" in the document leads into a private network or to the editor's machine." },
	fix = { zh = "去掉链接，或者换成公众能打开的网址，重新上传。", en = "Remove it, or link to what the public can open, and upload again." },

	check = function(document, report)
		if document.type == "html" then return end
		if document.meta.links == "unread" then
			report { severity = "info", message = { zh = "这个 PDF 里的链接没有读到，请打开文件核对。",
				en = "The links of this PDF could not be read; look at the file." },
				fix = { zh = "换一种方式另存为 PDF，再检查一次。", en = "Save it as PDF in another way, and check again." } }
		end
		local told = 0
		for _, link in ipairs(document.links) do
			if told < 20 and shut(link.url) then
				told = told + 1
				report { selector = link.at, params = { address = link.url } }
			end
		end
	end,

	tests = {
		{ name = "内网和本机", finds = { { message = "10.1.2.3" }, { message = "Desktop" }, { message = "fileserver" } },
			document = { text = "见附表", links = { { url = "http://10.1.2.3:8080/oa", text = "系统", at = "paragraph 1" },
				{ url = "file:///C:/Users/admin/Desktop/a.xlsx", text = "表", at = "paragraph 1" },
				{ url = "\\\\fileserver\\a.doc", text = "表", at = "paragraph 1" } } } },
		{ name = "公众能打开的", finds = 0,
			document = { text = "见附表", links = { { url = "https://www.example.gov.cn/a.html", text = "网站", at = "paragraph 1" },
				{ url = "mailto:a@example.gov.cn", text = "邮箱", at = "paragraph 1" }, { url = "#_Toc1", text = "目录", at = "paragraph 1" } } } },
		{ name = "没有读到链接的 PDF", document = { text = "见附表", meta = { links = "unread" } },
			finds = { { severity = "info", message = "could not be read" } } },
		{ name = "网页由别的规则查", html = "<a href='http://10.1.2.3/'>系统</a>", finds = 0 },
	},
}
