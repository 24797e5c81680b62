--[[
附件的内容其实是网页：地址以 .doc、.pdf、.xls、.zip 结尾，下载到的是一页 HTML，多半是“文件不存在”的提示页，
或者登录页。服务器自己说是网页（text/html）的也一样：读者要的是文件。.doc、.xls 里存着 HTML 表格的
（有的系统这样导出，Word、Excel 打得开）另外说明。
--]]
local kinds = require "kinds"

local function exported(attachment)
	local head = attachment.head:lower()
	return head:find("urn:schemas%-microsoft%-com:office") ~= nil or head:find("<table", 1, true) ~= nil
		or head:find("progid", 1, true) ~= nil
end

return rule {
	id = "attachments/html",
	title = { zh = "附件的内容是网页", en = "Attachment that is a web page" },
	mark = "D",
	severity = "error",
	on = "attachment",
	tags = { "attachments" },
	message = { zh = "“{name}”下载到的是一个网页，不是文件。", en = "\"{name}\" gives a web page and no file." },
	fix = { zh = "重新上传文件，改正链接。", en = "Upload the file again and mend the link." },

	check = function(attachment, report)
		local suffix = attachment.suffix
		if attachment.magic ~= "html" or not kinds.office[suffix] or suffix == "txt" or suffix == "csv" or not kinds.there(attachment) then
			return
		end
		local f = { params = { name = attachment.name, suffix = suffix } }
		if (suffix == "doc" or suffix == "xls") and exported(attachment) then
			f.severity = "info"
			f.message = { zh = "“{name}”是存成 .{suffix} 的 HTML 表格，手机和 WPS 上可能打不开。",
				en = "\"{name}\" is a table in HTML with the suffix .{suffix}; not every program opens it." }
			f.fix = { zh = "用 Word、Excel 打开，另存为 .docx、.xlsx。", en = "Open it, and save it as .docx or .xlsx." }
		end
		report(f)
	end,

	tests = {
		{ name = "提示页", url = "https://www.example.gov.cn/P1.doc", finds = { { severity = "error" } },
			attachment = { head = "<!DOCTYPE html><html><title>404</title><p>文件不存在", name = "P1.doc" } },
		{ name = "登录页", url = "https://www.example.gov.cn/P1.pdf", finds = 1,
			attachment = { head = "<html><body><form>请登录", type = "text/html" } },
		{ name = "存成 xls 的表格", url = "https://www.example.gov.cn/P1.xls", finds = { { severity = "info" } },
			attachment = { head = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table><tr><td>1", name = "P1.xls" } },
		{ name = "真的文件", url = "https://www.example.gov.cn/P1.pdf", attachment = { head = "%PDF-1.4" }, finds = 0 },
		{ name = "网页附件", url = "https://www.example.gov.cn/a.html", attachment = { head = "<html>", suffix = "html" }, finds = 0 },
	},
}
