--[[
附件的文件名是乱码：上传时编码弄错了，名称变成“锟斤拷”“é™„ä»¶”“����”一类，或者全是问号。读者存下来认不出是什么。
只认这几种确定的样子；一串数字字母的名称（P020230420…）是系统起的，不报。
--]]
local SIGNS = { "锟斤拷", "\u{FFFD}", "%EF%BF%BD", "%ef%bf%bd", "é™„", "Ã©", "Ã¥", "å…³", "ä»¶", "çš„", "ï¼ˆ", "????", "%3F%3F%3F", "鏂囦欢", "闄勪欢", "琛ㄦ牸", "鍏充簬",
	"烫烫烫", "屯屯屯" }

return rule {
	id = "attachments/name",
	title = { zh = "附件的文件名是乱码", en = "Attachment with a garbled name" },
	mark = "D",
	severity = "warning",
	on = "attachment",
	tags = { "attachments" },
	message = { zh = "文件名“{name}”是乱码。", en = "The name of the file, \"{name}\", is garbled." },
	fix = { zh = "改名后重新上传，名称用汉字的，编码用 UTF-8。", en = "Rename it and upload it again, with UTF-8 for Chinese names." },

	check = function(attachment, report)
		local name, last = attachment.name, (attachment.url:match(".*/(.*)$") or attachment.url):match("^[^?#]*")
		for _, sign in ipairs(SIGNS) do
			if name:find(sign, 1, true) or last:find(sign, 1, true) then
				report { params = { name = name } }
				return
			end
		end
	end,

	tests = {
		{ name = "锟斤拷", url = "https://www.example.gov.cn/锟斤拷锟斤拷.doc", attachment = { magic = "ole" }, finds = 1 },
		{ name = "UTF-8 当作西文", url = "https://www.example.gov.cn/é™„ä»¶1.doc", attachment = { magic = "ole" }, finds = 1 },
		{ name = "UTF-8 当作 GBK", url = "https://www.example.gov.cn/闄勪欢1.doc", attachment = { magic = "ole" }, finds = 1 },
		{ name = "地址里的替换字符", url = "https://www.example.gov.cn/%EF%BF%BD%EF%BF%BD.doc", attachment = { magic = "ole" }, finds = 1 },
		{ name = "正常的名称", url = "https://www.example.gov.cn/附件1：申请表（2023年）.doc", attachment = { magic = "ole" }, finds = 0 },
		{ name = "系统起的名称", url = "https://www.example.gov.cn/P020230420100101.doc", attachment = { magic = "ole" }, finds = 0 },
	},
}
