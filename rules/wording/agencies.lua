--[[
已经改名、撤并的国家机构。写明“原”的、书名号里的、令号和文号里的、文中最近的年份早于改名的，不查。只提示：追述历史时用旧称没有错。
--]]
local agencies, newest, scan = require "agencies", require "newest", require "scan"

-- 名称前后说明它是引用：原文化部、（文化部令第5号）、《……》
local function is_quoted(s, hit)
	local before = s:sub(hit.from > 90 and hit.from - 90 or 1, hit.from - 1):match("[^\n]*$")
	local after = s:sub(hit.to + 1, hit.to + 30)
	if before:find("原$") or before:find("（原") or before:find("时任$") or before:find("前$") then return true end
	if after:find("^令") or after:find("^公告") or after:find("^办公厅") or after:find("^〔") or after:find("^等") and before:find("原", 1, true) then return true end
	local open, close = before:match(".*()《"), before:match(".*()》")
	return open and (not close or close < open)
end

local function is_other(s, hit, except)
	for _, word in ipairs(except) do
		if s:sub(hit.from, hit.from + #word - 1) == word then return true end
	end
	return false
end

return rule {
	id = "wording/agencies",
	title = { zh = "已经改名的机构", en = "Former name of an agency" },
	basis = "国务院机构改革方案（2008、2013、2018、2023年）",
	mark = "M",
	severity = "info",
	on = "document",
	match = { text = scan.words.agencies },
	tags = { "wording" },
	message = { zh = "“{old}”的职责{year}年起由{now}承担。", en = "Since {year} the tasks of {old} are those of {now}." },
	fix = { zh = "现在的事项写现在的名称；追述以前的事，写“原{old}”。", en = "Write the present name, or 原{old} for what was before." },

	check = function(document, report)
		local s, told, year = document.text, {}, nil
		for _, hit in ipairs(scan(document).agencies or {}) do
			local row = agencies[hit.index]
			if not told[row.find] and not is_other(s, hit, row.except) and not is_quoted(s, hit) then
				year = year or newest(s) or 0
				if year > row.year then
					told[row.find] = true
					report { at = document:at(hit.from), params = { old = row.find, now = row.now, year = row.year },
						evidence = text.excerpt(s, hit.from, hit.to) }
				end
			end
		end
	end,

	tests = {
		{ name = "现在还用旧称", html = "<p>2023年起向国家旅游局备案。</p>", finds = { { line = 1, message = "文化和旅游部" } } },
		{ name = "当时的文件", html = "<p>国家旅游局2015年印发。</p>", finds = 0 },
		{ name = "引用、别的词", html = "<p>2023年，原文化部、《文化部关于印发通知》、文化部令第5号、各级文化部门、农业部署</p>", finds = 0 },
	},
}
