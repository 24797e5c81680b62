--[[
文件属性里的作者、单位不是空的：公开的文件常带着起草人的姓名，或者装软件的公司、上一家单位的名称。
是不是该去掉由单位决定，所以平时不运行，点名才查。软件自己写的名称（Administrator、User、微软用户、WPS）不报。
--]]
local PLAIN = { "^[Aa]dministrator$", "^[Uu]ser$", "^微软用户$", "^[Mm]icrosoft$", "^WPS", "^lenovo$", "^Lenovo", "^[Hh][Pp]$", "^[Dd]ell$", "^雨林木风$", "^番茄花园$",
	"^深度", "^[Cc]hina$", "^ASUS$", "^Sky123", "^个人用户$", "^MC SYSTEM$" }
local NAMES = { author = "作者", last_modified_by = "最后修改者", company = "单位", manager = "经理" }

return rule {
	id = "attachments/author",
	title = { zh = "文件属性里有姓名或单位", en = "Names among the properties of a document" },
	mark = "D",
	severity = "info",
	on = "document",
	match = { has = "file" },
	tags = { "attachments", "slow", "optional" },
	message = { zh = "文件属性里的“{field}”是“{value}”。", en = "The property \"{field}\" of the document is \"{value}\"." },
	fix = { zh = "在“文件—信息—检查文档”里去掉个人信息。", en = "Remove personal information from the properties of the file." },

	check = function(document, report)
		if document.type == "html" then return end
		for _, field in ipairs { "author", "last_modified_by", "company", "manager" } do
			local value, plain = text.trim(document.meta[field] or ""), false
			for _, pattern in ipairs(PLAIN) do plain = plain or value:find(pattern) ~= nil end
			if value ~= "" and not plain then report { params = { field = NAMES[field], value = value } } end
		end
	end,

	tests = {
		{ name = "姓名和单位", finds = { { message = "张三" }, { message = "某某科技" } },
			document = { type = "docx", text = "通知", meta = { author = "张三", company = "某某科技有限公司" } } },
		{ name = "软件给的", finds = 0, document = { type = "docx", text = "通知", meta = { author = "Administrator", company = "微软用户" } } },
		{ name = "没有", finds = 0, document = { type = "docx", text = "通知" } },
		{ name = "网页不查", finds = 0, html = "<meta name=author content=张三>" },
	},
}
