--[[
文件里留着修订痕迹、批注：删去的字、审稿人的话都看得见。
--]]
-- 网页的修订（del、ins 元素）读者看得见，不算
local FILES = { docx = true, xlsx = true, ofd = true }
local WORDS = { inserted = { zh = "修订插入的文字", en = "text of a tracked insertion" },
	deleted = { zh = "修订删去的文字", en = "text of a tracked deletion" },
	comment = { zh = "批注", en = "a comment" } }

return rule {
	id = "privacy/tracked-changes",
	title = { zh = "留有修订痕迹、批注", en = "Tracked changes or comments left in a file" },
	mark = "D",
	severity = "warning",
	on = "document",
	match = { has = "file" },
	tags = { "privacy" },
	message = { zh = "文件里有{count}处{what}。", en = "The file holds {what} ({count})." },
	fix = { zh = "接受或者拒绝全部修订，删除批注，另存后再发布；最好转为 PDF 或者 OFD。",
		en = "Accept or reject all changes, delete the comments and save anew; better still, publish PDF or OFD." },

	check = function(document, report)
		if not FILES[document.type] then return end
		local counts, firsts = {}, {}
		for _, part in ipairs(document.parts) do
			if WORDS[part.kind] then
				counts[part.kind] = (counts[part.kind] or 0) + 1
				firsts[part.kind] = firsts[part.kind] or part
			end
		end
		for _, kind in ipairs { "inserted", "deleted", "comment" } do
			if counts[kind] then
				local what, n = WORDS[kind], counts[kind]
				report { at = firsts[kind], message = { zh = ("文件里有 %d 处%s。"):format(n, what.zh),
					en = ("The file holds %s (%d)."):format(what.en, n) } }
			end
		end
	end,

	tests = {
		{ name = "修订和批注", document = { type = "docx", parts = { { text = "甲", kind = "deleted" }, { text = "乙", kind = "comment" }, { text = "丙", kind = "comment" } } }, finds = 2 },
		{ name = "没有", document = { type = "docx", parts = { { text = "甲", kind = "paragraph" } } }, finds = 0 },
	},
}
