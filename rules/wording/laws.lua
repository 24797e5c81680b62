--[[
引用已经由新法代替的法律、法规作依据。文中最近的年份不晚于新法施行那一年的、同一句写明“废止”“原”的，不查。
--]]
local laws, newest, scan = require "laws", require "newest", require "scan"

local PAST = { "废止", "失效", "修订", "代替", "替代", "取代", "原", "旧", "曾", "当时", "之前", "以前", "同时" }

local function is_past(s, hit)
	local around = s:sub(hit.from > 90 and hit.from - 90 or 1, hit.from - 1):match("[^\n]*$")
		.. s:sub(hit.to + 1, hit.to + 120):match("^[^\n]*")
	for _, word in ipairs(PAST) do
		if around:find(word, 1, true) then return true end
	end
	return false
end

return rule {
	id = "wording/laws",
	title = { zh = "引用已被代替的法律法规", en = "A law that another has replaced" },
	basis = "各新法附则",
	mark = "M",
	severity = "warning",
	on = "document",
	match = { text = scan.words.laws },
	tags = { "wording" },
	message = { zh = "{old}{year}年起由{now}代替。", en = "{old} was replaced by {now} in {year}." },
	fix = { zh = "核对后改引现行的规定；处理以前的事确实适用旧法的，写明“原”。", en = "Cite the law in force, or say 原 where the old one still applies." },

	check = function(document, report)
		local s, told, year = document.text, {}, nil
		for _, hit in ipairs(scan(document).laws or {}) do
			local row = laws[hit.index]
			if not told[row.find] and not is_past(s, hit) then
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
		{ name = "新法施行以后还引旧法", html = "<p>2023年5月，依据《中华人民共和国合同法》签订。</p>\n<p>按照《企业法人登记管理条例》办理</p>", finds = { { line = 1, message = "民法典" }, { line = 2 } } },
		{ name = "当时的文件", html = "<p>依据《合同法》，2019年3月1日签订。</p>", finds = 0 },
		{ name = "谈到代替", html = "<p>2023年，《民法典》施行，《婚姻法》同时废止。</p>", finds = 0 },
	},
}
