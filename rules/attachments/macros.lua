--[[
带宏的附件：.docm、.xlsm、.pptm、.dotm、.xltm、.xlam。公众的电脑默认不让宏运行，杀毒软件会拦，也是常见的带毒文件。
老格式（.doc、.xls）里有没有宏，开头看不出来，不报。
--]]
local kinds = require "kinds"

local WITH_MACROS = { docm = "docx", dotm = "docx", xlsm = "xlsx", xltm = "xlsx", xlam = "xlsx", pptm = "pptx" }

return rule {
	id = "attachments/macros",
	title = { zh = "带宏的附件", en = "Attachment with macros" },
	mark = "D",
	severity = "warning",
	on = "attachment",
	tags = { "attachments" },
	message = { zh = "“{name}”可以带宏，很多电脑不让打开。", en = "\"{name}\" may have macros; many computers refuse to open it." },
	fix = { zh = "另存为不带宏的 .{instead}。", en = "Save it as .{instead}, without macros." },

	check = function(attachment, report)
		local instead = WITH_MACROS[attachment.suffix]
		if instead and kinds.there(attachment) then report { params = { name = attachment.name, instead = instead } } end
	end,

	tests = {
		{ name = "xlsm", url = "https://www.example.gov.cn/a.xlsm", attachment = { magic = "xlsx", name = "a.xlsm" }, finds = { { message = "a.xlsm" } } },
		{ name = "xlsx", url = "https://www.example.gov.cn/a.xlsx", attachment = { magic = "xlsx" }, finds = 0 },
		{ name = "出错的不查", url = "https://www.example.gov.cn/a.xlsm", attachment = { magic = "html" }, status = 404, finds = 0 },
	},
}
