--[[
老格式的附件：.doc、.xls、.ppt、.wps、.et、.dps。手机上常打不开，读屏软件读不好，程序也检查不了里面的内容。
整个网站每种扩展名只提示一次，写明有多少个。
--]]
local across, kinds = require "across", require "kinds"

local OLD = { doc = true, xls = true, ppt = true, wps = true, et = true, dps = true }

return rule {
	id = "attachments/old-format",
	title = { zh = "老格式的附件", en = "Attachment in an old format" },
	mark = "D",
	severity = "info",
	on = { "attachment", "finish" },
	tags = { "attachments" },
	message = { zh = "有 {n} 个附件是 .{word}，例如 {first}。", en = "{n} attachments are .{word}, as {first}." },
	fix = { zh = "供填写的另存为 .docx、.xlsx，供阅读的存为 PDF 或 OFD。", en = "Save forms as .docx or .xlsx, and what is only read as PDF or OFD." },

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		return OLD[thing.suffix] and kinds.there(thing) and { thing.suffix } or nil
	end,

	tests = {
		{ name = "doc", url = "https://www.example.gov.cn/P1.doc", attachment = { magic = "ole" }, finds = { { message = ".doc" } } },
		{ name = "WPS 表格", url = "https://www.example.gov.cn/P1.et", attachment = { magic = "ole" }, finds = 1 },
		{ name = "新格式", url = "https://www.example.gov.cn/P1.docx", attachment = { magic = "docx" }, finds = 0 },
		{ name = "出错的不算", url = "https://www.example.gov.cn/P1.doc", attachment = { magic = "html" }, status = 404, finds = 0 },
	},
}
