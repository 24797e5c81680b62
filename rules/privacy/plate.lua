--[[
和人名、身份证写在一起的车牌号。依法公告的车辆（报废、逾期未检验、查封）只写车牌，不查。
--]]
local ids, near, report_ids = require "ids", require "near", require "report_ids"

local PERSON = near.words "车主 驾驶人 驾驶员 身份证 当事人 违法行为人 住址 机动车所有人 家庭 业主"

return rule {
	id = "privacy/plate",
	title = { zh = "公开了个人的车牌号", en = "Number plate of a person made public" },
	basis = "《个人信息保护法》第二十五条",
	mark = "M",
	severity = "warning",
	on = "document",
	match = { has = "plate" },
	tags = { "privacy" },
	message = { zh = "车牌号 {masked} 和个人写在一起（本文共 {count} 个）。", en = "The number plate {masked} stands with a person ({count} in all)." },
	fix = { zh = "没有公开依据的，删去或者隐去后几位。", en = "Remove it or hide its end, unless it has to be published." },

	check = function(document, report)
		local s, hits = document.text, {}
		for _, hit in ipairs(ids(document, "plate")) do
			if near.same_line(s, hit, PERSON) then hits[#hits + 1] = hit end
		end
		report_ids(document, report, hits)
	end,

	tests = {
		{ name = "和车主写在一起", html = "<p>车主张三，号牌沪A12345</p>", finds = 1 },
		{ name = "公告的车辆", html = "<p>下列机动车逾期未检验，公告作废：沪A12345、沪B67890</p>", finds = 0 },
	},
}
