--[[
编辑电脑上的文件（file:、C:\…、\\服务器\共享）。在编辑的电脑上打得开，别人打不开。
检查链接时由程序自己判断，这里供单独检查页面用。
--]]
local function is_local(link)
	local raw = text.trim(link.raw)
	if link.scheme == "file" or raw:find("^%a:[\\/|]") or raw:find("^%a:%%5[cC]") then return true end
	-- \\www.example.gov.cn\a 在浏览器里等于 //www.example.gov.cn/a，能打开；共享文件夹的服务器没有域名
	local host, share = raw:match("^\\\\([^\\/]+)[\\/]([^\\/]*)")
	return host and (not host:find(".", 1, true) or share:find("%$$") ~= nil)
end

return rule {
	id = "links/local-file",
	title = { zh = "链接到编辑电脑上的文件", en = "Link to a file on the editor's machine" },
	mark = "D",
	severity = "error",
	on = "page",
	cause = "local-file",
	message = { zh = "“{raw}”在编辑的电脑上，别人打不开。", en = "\"{raw}\" is a file on the editor's machine; nobody else can open it." },
	fix = { zh = "把文件上传到网站，改用上传后的地址。", en = "Upload the file and link to where it is then." },

	check = function(page, report)
		for _, link in ipairs(page.links) do
			if link.confidence == "high" and is_local(link) then
				report { at = link, params = { raw = text.trim(link.raw) } }
			end
		end
	end,

	tests = {
		{ name = "file: 和盘符", html = [[<a href="file:///C:/Users/admin/Desktop/a.xlsx">附件</a>
			<a href="D:\工作\a.doc">附件</a> <img src="c:/pic/a.jpg" alt="图">]],
			finds = { { line = 1, message = "Desktop" }, { line = 2 }, { line = 2 } } },
		{ name = "从 Word 粘贴的图片", html = [[<img src="file:///C:\DOCUME~1\ADMINI~1\LOCALS~1\Temp\msohtmlclip1\01\clip_image001.png">]],
			finds = 1 },
		{ name = "共享文件夹", html = [[<a href="\\fileserver\公开\a.doc">附件</a> <a href="\\10.1.1.2\d$\a.doc">附件</a>]], finds = 2 },
		{ name = "反斜杠写法的网址能打开", html = [[<a href="\zwgk\a.html">公告</a> <a href="\\www.example.gov.cn\a.html">公告</a>]],
			finds = 0 },
		{ name = "像而不是", html = [[<a href="/file/a.html">文件</a> <a href="https://example.gov.cn/C:/a">文件</a>
			<a href="a.html?path=C:\a">文件</a>]], finds = 0 },
	},
}
