--[[
服务器把附件的类型说错了：应答头写的是网页或者文字（text/html、text/plain），内容却是 PDF、Word、Excel、OFD。
浏览器会照应答头把它当文字显示，屏幕上一片乱码。没有写类型、写 application/octet-stream 的，浏览器会下载，不报。
整个网站同一种扩展名、同一种错法只报一次。
--]]
local across, kinds = require "across", require "kinds"

return rule {
	id = "attachments/media-type",
	title = { zh = "应答头里的附件类型不对", en = "Attachment with a wrong media type" },
	basis = "RFC 9110, 8.3 (Content-Type)",
	mark = "M",
	severity = "warning",
	on = { "attachment", "finish" },
	tags = { "attachments" },
	message = { zh = "服务器说 {word}，其实不是，有 {n} 个附件，例如 {first}；浏览器会显示成乱码。",
		en = "The server calls {n} attachments {word}, which they are not, as {first}; browsers show them as garbled text." },
	fix = { zh = "请网站管理员在服务器上配置这种扩展名的类型。", en = "Have the webmaster set the type of this suffix on the server." },

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		local said, is = thing.type:lower(), thing.magic
		if not kinds.there(thing) or is == "html" or is == "text" or is == "empty" or is == "unknown" then return nil end
		if said:find("^text/") then return { "." .. thing.suffix .. " " .. said:match("^[^;%s]*") } end
		return nil
	end,

	tests = {
		{ name = "OFD 说成网页", url = "https://www.example.gov.cn/P1.ofd", attachment = { magic = "ofd", type = "text/html; charset=utf-8" },
			finds = { { message = ".ofd text/html" } } },
		{ name = "PDF 说成文字", url = "https://www.example.gov.cn/P1.pdf", attachment = { magic = "pdf", type = "text/plain" }, finds = 1 },
		{ name = "没有说", url = "https://www.example.gov.cn/P1.ofd", attachment = { magic = "ofd", type = "" }, finds = 0 },
		{ name = "只说是数据", url = "https://www.example.gov.cn/P1.ofd", attachment = { magic = "ofd", type = "application/octet-stream" }, finds = 0 },
		{ name = "真的是文字", url = "https://www.example.gov.cn/P1.txt", attachment = { magic = "text", type = "text/plain" }, finds = 0 },
	},
}
