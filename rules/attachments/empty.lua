--[[
附件是空的（0 字节）：上传没有成功，读者下载到一个打不开的文件。服务器没有说大小、内容又没有读的不报。
--]]
local kinds = require "kinds"

return rule {
	id = "attachments/empty",
	title = { zh = "附件是空的", en = "Empty attachment" },
	mark = "D",
	severity = "error",
	on = "attachment",
	tags = { "attachments" },
	message = { zh = "“{name}”是 0 字节，打不开。", en = "\"{name}\" has 0 bytes and cannot be opened." },
	fix = { zh = "重新上传，上传后点开看一眼。", en = "Upload it again, and open it afterwards." },

	check = function(attachment, report)
		if kinds.there(attachment) and attachment.size == 0 then report { params = { name = attachment.name } } end
	end,

	tests = {
		{ name = "0 字节", url = "https://www.example.gov.cn/P1.doc", attachment = { magic = "empty", size = 0, name = "P1.doc" },
			finds = { { message = "P1.doc" } } },
		{ name = "1 字节", url = "https://www.example.gov.cn/P1.doc", attachment = { magic = "text", size = 1 }, finds = 0 },
		{ name = "不知道大小", url = "https://www.example.gov.cn/P1.doc", attachment = { magic = "ole" }, finds = 0 },
		{ name = "出错的不查", url = "https://www.example.gov.cn/P1.doc", attachment = { magic = "empty", size = 0 }, status = 404, finds = 0 },
	},
}
