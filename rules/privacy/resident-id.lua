--[[
18 位居民身份证号：地区、出生日期、校验码都对得上。只写出前两位和后两位，号码本身不进报告。
国家标准里的示例号码、写明是示例的，不查。
--]]
local ids, near, report_ids = require "ids", require "near", require "report_ids"

local EXAMPLE = near.words "示例 样例 例如 填写样式"
local OTHER = near.words "索引号 订单号 流水号 单号 案号 编号 代码 批号 项目号"
-- GB 11643 里的例子
local STANDARD = { ["11010519491231002X"] = true, ["440524188001010014"] = true }

return rule {
	id = "privacy/resident-id",
	title = { zh = "公开了居民身份证号", en = "Resident identity number made public" },
	basis = "《个人信息保护法》第二十八条、《政府信息公开条例》第十五条",
	mark = "M",
	severity = "error",
	on = "document",
	match = { has = "resident-id" },
	tags = { "privacy" },
	message = { zh = "出现居民身份证号 {masked}（本文共 {count} 个）。", en = "A resident identity number, {masked} ({count} in all)." },
	fix = { zh = "核对后删去，或者隐去中间各位再发布；已经发布的立即撤下，并检查附件。",
		en = "Remove it or hide its middle before publishing; take down what is out, and look at its attachments." },

	check = function(document, report)
		local s, hits = document.text, {}
		for _, hit in ipairs(ids(document, "resident-id")) do
			-- 号码前面写明是别的号
			local label = s:sub(hit.from > 30 and hit.from - 30 or 1, hit.from - 1):match("[^\n]*$")
			local other = near.first(label, OTHER) and not label:find("证", 1, true)
			if not other and not STANDARD[s:sub(hit.from, hit.to):upper()] and not near.same_line(s, hit, EXAMPLE) then
				hits[#hits + 1] = hit
			end
		end
		report_ids(document, report, hits)
	end,

	tests = {
		{ name = "号码", html = "<p>申请人张三，身份证号11000019000102000X。</p>\n<p>１１００００１９０００１０１０００４</p>",
			finds = { { line = 1, message = "11**************0X" }, { line = 2 } } },
		{ name = "已经隐去的", html = "<p>张三 110000********0004、1100001900****0004</p>", finds = 0 },
		{ name = "校验码不对、日期不对的", html = "<p>项目编号110000190001010003、110000190013010004，统一社会信用代码11310000002420181Q</p>", finds = 0 },
		{ name = "写明是别的号", html = "<p>索引号：110000190001010004</p>", finds = 0 },
		{ name = "示例", html = "<p>填写格式，例如：11000019000102000X。</p><p>11010519491231002X</p>", finds = 0 },
	},
}
