--[[
护照号：附近写着“护照”。
--]]
local ids, near, report_ids = require "ids", require "near", require "report_ids"

local EXAMPLE = near.words "示例 样例 例如 格式为"

return rule {
	id = "privacy/passport",
	title = { zh = "公开了护照号", en = "Passport number made public" },
	basis = "《个人信息保护法》第二十八条",
	mark = "M",
	severity = "error",
	on = "document",
	match = { has = "passport" },
	tags = { "privacy" },
	message = { zh = "疑似护照号 {masked}（本文共 {count} 个）。", en = "It looks like a passport number, {masked} ({count} in all)." },
	fix = { zh = "核对后删去，或者隐去中间各位。", en = "Check it, and remove it or hide its middle." },

	check = function(document, report)
		local s, hits = document.text, {}
		for _, hit in ipairs(ids(document, "passport")) do
			if not near.same_line(s, hit, EXAMPLE) then hits[#hits + 1] = hit end
		end
		report_ids(document, report, hits)
	end,

	tests = {
		{ name = "护照号", html = "<p>旅客王五，护照号码E12345678</p>", finds = { { line = 1, message = "E1*****78" } } },
		{ name = "没有写护照的", html = "<p>型号E12345678</p>", finds = 0 },
		{ name = "示例", html = "<p>护照号格式为字母加八位数字，例如E12345678</p>", finds = 0 },
	},
}
