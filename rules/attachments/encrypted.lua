--[[
附件加了密码：公众打不开。.docx、.xlsx、.pptx 加密以后外面是老格式的容器（开头的字节是 D0 CF 11 E0）；
压缩包看第一个文件的加密标志。老格式（.doc、.xls）和 PDF 的加密在开头看不出来，读文件时说“读不了”。
扩展名写错的老格式文件也是这个样子，所以说“可能”。
--]]
local kinds = require "kinds"

return rule {
	id = "attachments/encrypted",
	title = { zh = "附件加了密码", en = "Attachment with a password" },
	basis = "MS-OFFCRYPTO 2.2；APPNOTE.TXT 4.4.4",
	mark = "M",
	severity = "error",
	on = "attachment",
	tags = { "attachments" },
	message = { zh = "“{name}”加了密码，或者是改了扩展名的老格式文件，公众打不开。",
		en = "\"{name}\" has a password, or is an old format with a new suffix; the public cannot open it." },
	fix = { zh = "去掉密码再上传；是老格式的，另存为 .{suffix}。", en = "Upload it without a password; an old format is to be saved as .{suffix}." },

	check = function(attachment, report)
		if not kinds.there(attachment) then return end
		local head, suffix = attachment.head, attachment.suffix
		local modern = suffix == "docx" or suffix == "xlsx" or suffix == "pptx"
		local zipped = suffix == "zip" and #head >= 30 and head:find("^PK\3\4") and head:byte(7) & 1 == 1
		if (modern and attachment.magic == "ole") or zipped then
			report { params = { name = attachment.name, suffix = suffix } }
		end
	end,

	tests = {
		{ name = "加密的 docx", url = "https://www.example.gov.cn/P1.docx", attachment = { magic = "ole", name = "P1.docx" },
			finds = { { message = "P1.docx" } } },
		{ name = "加密的压缩包", url = "https://www.example.gov.cn/P1.zip", finds = 1,
			attachment = { head = "PK\3\4\20\0\1\0\8\0" .. ("\0"):rep(30) } },
		{ name = "普通的", url = "https://www.example.gov.cn/P1.docx", attachment = { magic = "docx" }, finds = 0 },
		{ name = "普通的压缩包", url = "https://www.example.gov.cn/P1.zip", attachment = { head = "PK\3\4\20\0\0\0\8\0" .. ("\0"):rep(30) }, finds = 0 },
		{ name = "老格式本来就是这样", url = "https://www.example.gov.cn/P1.doc", attachment = { magic = "ole" }, finds = 0 },
	},
}
