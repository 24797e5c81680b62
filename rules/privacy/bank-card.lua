--[[
个人的银行卡号：位数、校验位对得上，附近写着卡号、存折、账号，又不是单位的账户。
缴费、保证金的收款账户是单位的，应当公布，不查。
--]]
local ids, near, report_ids = require "ids", require "near", require "report_ids"

local CONTEXT = near.words "卡号 银行卡 一卡通 借记卡 储蓄卡 存折 账号 帐号 账户 社保卡"
local OFFICE = near.words [[收款单位 单位名称 对公 基本户 专户 财政 国库 保证金 缴款 汇入 公司 有限 医院 学校 委员会 协会 基金会 管理局 中心
	红十字会 税务局 管理处 服务站 大学 研究院 交易所 交易中心 人民政府]]

return rule {
	id = "privacy/bank-card",
	title = { zh = "公开了个人银行卡号", en = "Number of a person's bank card made public" },
	basis = "《个人信息保护法》第二十八条",
	mark = "M",
	severity = "error",
	on = "document",
	match = { has = "bank-card" },
	tags = { "privacy" },
	message = { zh = "疑似个人银行卡号 {masked}（本文共 {count} 个）。", en = "It looks like the number of a person's bank card, {masked} ({count} in all)." },
	fix = { zh = "核对后删去；是单位收款账户的，写明户名。", en = "Remove it; of an account of an organisation, name its holder." },

	check = function(document, report)
		local s, hits = document.text, {}
		for _, hit in ipairs(ids(document, "bank-card")) do
			if near.has(s, hit, CONTEXT, 240, 60) and not near.has(s, hit, OFFICE, 240, 160) then hits[#hits + 1] = hit end
		end
		report_ids(document, report, hits)
	end,

	tests = {
		{ name = "卡号", html = "<p>李四 一卡通账号：6222020000000000018 金额300元</p>", finds = { { line = 1, message = "62***************18" } } },
		{ name = "单位的账户", html = "<p>收款单位：云澜市财政局</p><p>开户行：云澜银行</p><p>账号：6222020000000000018</p>", finds = 0 },
		{ name = "没有写明的", html = "<p>流水号6222020000000000018</p>", finds = 0 },
		{ name = "校验位不对的", html = "<p>卡号 6222020000000000013</p>", finds = 0 },
	},
}
