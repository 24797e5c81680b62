--[[
附件太大（默认 50 MB 以上）：手机上下载不了，也会拖慢网站。多半是没有压缩的扫描件。
--]]
local kinds = require "kinds"

return rule {
	id = "attachments/large",
	title = { zh = "附件太大", en = "Attachment that is too large" },
	mark = "D",
	severity = "info",
	on = "attachment",
	tags = { "attachments" },
	args = {
		megabytes = { type = "integer", default = 50, min = 1, help = { zh = "超过多少 MB 算太大", en = "MB from which it is too large" } },
	},
	message = { zh = "“{name}”有 {n} MB。", en = "\"{name}\" has {n} MB." },
	fix = { zh = "降低扫描件的分辨率，或者分成几个文件。", en = "Scan at a lower resolution, or split it." },

	check = function(attachment, report, args)
		local size = attachment.size
		if size and kinds.office[attachment.suffix] and kinds.there(attachment) and size > args.megabytes * 1000000 then
			report { params = { name = attachment.name, n = size // 1000000 } }
		end
	end,

	tests = {
		{ name = "太大", args = { megabytes = 1 }, url = "https://www.example.gov.cn/a.pdf",
			attachment = { magic = "pdf", size = 2500000, name = "a.pdf" }, finds = { { message = "2 MB" } } },
		{ name = "不大", url = "https://www.example.gov.cn/a.pdf", attachment = { magic = "pdf", size = 2500000 }, finds = 0 },
		{ name = "视频不算附件", args = { megabytes = 1 }, url = "https://www.example.gov.cn/a.mp4", attachment = { size = 2500000 }, finds = 0 },
	},
}
