--[[
15 位的旧身份证号。没有校验码，所以只在附近写着“身份证”“证件号码”时才报告。
--]]
local ids, near, report_ids = require "ids", require "near", require "report_ids"

local CONTEXT = near.words "身份证 证件号 公民身份号码"

return rule {
	id = "privacy/resident-id-15",
	title = { zh = "公开了 15 位身份证号", en = "Resident number of 15 digits made public" },
	basis = "《个人信息保护法》第二十八条、《政府信息公开条例》第十五条",
	mark = "M",
	severity = "warning",
	on = "document",
	match = { has = "resident-id-15" },
	tags = { "privacy" },
	message = { zh = "疑似 15 位身份证号 {masked}（本文共 {count} 个）。", en = "It looks like a resident number of 15 digits, {masked} ({count} in all)." },
	fix = { zh = "核对后删去，或者隐去中间各位。", en = "Check it, and remove it or hide its middle." },

	check = function(document, report)
		local s, hits = document.text, {}
		for _, hit in ipairs(ids(document, "resident-id-15")) do
			if near.has(s, hit, CONTEXT, 120, 30) then hits[#hits + 1] = hit end
		end
		report_ids(document, report, hits)
	end,

	tests = {
		{ name = "写明是身份证", html = "<p>身份证号码：110000490101000</p>", finds = { { line = 1, message = "11***********00" } } },
		{ name = "没有写明的", html = "<p>许可证编号：110000490101000</p>", finds = 0 },
		{ name = "日期不对的", html = "<p>身份证工本费收据110000991301000</p>", finds = 0 },
	},
}
