--[[
附件名不副实：扩展名说是一种文件，开头的字节说是另一种。例如 .doc 其实是 .docx，.pdf 其实是压缩包：
点开时程序报错，或者打不开。WPS 存的 .wps、.et 有新旧两种格式，都认；看不出是什么的不报。
内容是网页的由 attachments/html 报，空文件由 attachments/empty 报，加密的由 attachments/encrypted 报。
--]]
local kinds = require "kinds"

return rule {
	id = "attachments/type",
	title = { zh = "附件的扩展名与内容不符", en = "Attachment that is not what its name says" },
	mark = "D",
	severity = "warning",
	on = "attachment",
	tags = { "attachments" },
	message = { zh = "“{name}”的扩展名是 .{suffix}，内容是 {is}。", en = "\"{name}\" ends in .{suffix} and is {is}." },
	fix = { zh = "改成相符的扩展名，或者用原来的程序另存为 .{suffix}。", en = "Give it the suffix that fits, or save it as .{suffix}." },

	check = function(attachment, report)
		local kind, is = kinds.by_suffix[attachment.suffix], attachment.magic
		if not kind or not kinds.there(attachment) or kind.magic[is] then return end
		if is == "html" or is == "empty" or is == "unknown" then return end
		if is == "text" and attachment.size and attachment.size > 1000000 then return end
		if is == "ole" and (attachment.suffix:find("x$") or attachment.suffix == "ofd") then return end
		report { params = { name = attachment.name, suffix = attachment.suffix, is = kinds.names[is] or is } }
	end,

	tests = {
		{ name = "doc 其实是 docx", url = "https://www.example.gov.cn/P1.doc", attachment = { magic = "docx" },
			finds = { { message = ".doc" } } },
		{ name = "pdf 其实是压缩包", url = "https://www.example.gov.cn/P1.pdf", attachment = { magic = "rar" }, finds = 1 },
		{ name = "jpg 其实是 png", url = "https://www.example.gov.cn/P1.JPG", attachment = { magic = "png", suffix = "jpg" }, finds = 1 },
		{ name = "相符", url = "https://www.example.gov.cn/P1.docx", attachment = { magic = "docx" }, finds = 0 },
		{ name = "看不到部件的压缩格式", url = "https://www.example.gov.cn/P1.xlsx", attachment = { magic = "zip" }, finds = 0 },
		{ name = "WPS 的两种格式", url = "https://www.example.gov.cn/P1.wps", attachment = { magic = "docx" }, finds = 0 },
		{ name = "网页由另一条报", url = "https://www.example.gov.cn/P1.doc", attachment = { magic = "html" }, finds = 0 },
		{ name = "出错的不查", url = "https://www.example.gov.cn/P1.doc", attachment = { magic = "docx" }, status = 404, finds = 0 },
		{ name = "别的扩展名不查", url = "https://www.example.gov.cn/a.dat", attachment = { magic = "rar" }, finds = 0 },
	},
}
