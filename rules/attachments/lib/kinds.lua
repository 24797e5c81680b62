--[[
What a file should be by its suffix, and what media types say the same. `magic` are the words that an attachment has
for its first bytes: old Office formats and WPS are all "ole", and a zip whose parts are not seen yet is "zip".
--]]
local kinds = {}

kinds.by_suffix = {
	pdf = { magic = { pdf = true }, types = { "application/pdf" } },
	doc = { magic = { ole = true }, types = { "application/msword", "application/vnd.ms-word" } },
	xls = { magic = { ole = true }, types = { "application/vnd.ms-excel", "application/msexcel", "application/x-xls" } },
	ppt = { magic = { ole = true }, types = { "application/vnd.ms-powerpoint" } },
	wps = { magic = { ole = true, zip = true, docx = true }, types = { "application/vnd.ms-works", "application/kswps" } },
	et = { magic = { ole = true, zip = true, xlsx = true }, types = { "application/kset" } },
	docx = { magic = { docx = true, zip = true }, types = { "application/vnd.openxmlformats-officedocument.wordprocessingml" } },
	xlsx = { magic = { xlsx = true, zip = true }, types = { "application/vnd.openxmlformats-officedocument.spreadsheetml" } },
	pptx = { magic = { zip = true }, types = { "application/vnd.openxmlformats-officedocument.presentationml" } },
	ofd = { magic = { ofd = true, zip = true }, types = { "application/ofd" } },
	zip = { magic = { zip = true, docx = true, xlsx = true, ofd = true }, types = { "application/zip", "application/x-zip" } },
	rar = { magic = { rar = true }, types = { "application/x-rar", "application/rar", "application/vnd.rar" } },
	["7z"] = { magic = { ["7z"] = true }, types = { "application/x-7z" } },
	jpg = { magic = { jpeg = true }, types = { "image/jpeg", "image/jpg", "image/pjpeg" } },
	jpeg = { magic = { jpeg = true }, types = { "image/jpeg", "image/jpg", "image/pjpeg" } },
	png = { magic = { png = true }, types = { "image/png", "image/x-png" } },
	gif = { magic = { gif = true }, types = { "image/gif" } },
}

-- What people call what the first bytes say.
kinds.names = {
	pdf = "PDF", ole = "Word/Excel 97-2003（WPS）", zip = "ZIP", docx = "Word (.docx)", xlsx = "Excel (.xlsx)", ofd = "OFD",
	html = "HTML", rar = "RAR", ["7z"] = "7-Zip", png = "PNG", jpeg = "JPEG", gif = "GIF", text = "text", unknown = "?",
}

-- The suffix of office files and archives: what people are meant to open with a program.
kinds.office = { pdf = true, doc = true, xls = true, ppt = true, wps = true, et = true, docx = true, xlsx = true, pptx = true,
	ofd = true, zip = true, rar = true, ["7z"] = true, dps = true, docm = true, xlsm = true, pptm = true, csv = true, txt = true }

-- Whether the reply is one to judge: a file that is there.
function kinds.there(attachment)
	return attachment.status == 0 or attachment.status == 200 or attachment.status == 206
end

return kinds
