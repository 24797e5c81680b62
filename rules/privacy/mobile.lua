--[[
个人的手机号：同一行（表格的一行）写着身份证、住址、监护人一类的字，或者在补助、录取、获奖一类的名单里。
办事、咨询、值班、招标的联系电话应当公布，不查；河长、网格员一类的责任人名单也不查。
--]]
local ids, near, report_ids = require "ids", require "near", require "report_ids"

local PERSON = near.words "身份证 家庭住址 家庭地址 住址 户籍 户主 监护人 家长 患者 病人 受害人 举报人 投诉人 信访人 考生 学生姓名 低保 残疾 救助对象"
local LIST = near.words "名单 花名册 人员情况 发放表 补助 补贴 救助 录取 拟录用 中签 摇号 优抚 困难群众 脱贫户 报名表"
local OFFICE = near.words [[联系人 联系电话 联系方式 咨询 值班 热线 客服 服务电话 办公电话 投诉电话 举报电话 监督电话 负责人 责任人 河长 网格 联络员 招标 采购
	经办人 受理 传真 接待 职务 科长 主任 书记 局长 队长]]

return rule {
	id = "privacy/mobile",
	title = { zh = "公开了个人手机号", en = "Mobile number of a person made public" },
	basis = "《政府信息公开条例》第十五条、《个人信息保护法》第二十五条",
	mark = "M",
	severity = "warning",
	on = "document",
	match = { has = "mobile" },
	tags = { "privacy" },
	message = { zh = "疑似个人手机号 {masked}（本文共 {count} 个）。", en = "It looks like the mobile number of a person, {masked} ({count} in all)." },
	fix = { zh = "不是公开的办公电话的，删去或者隐去中间四位。", en = "Remove it or hide its middle, unless it is an office's." },

	check = function(document, report)
		local all = ids(document, "mobile")
		if #all == 0 then return end
		local s, hits = document.text, {}
		local roster = #all >= 3 and s:find("姓名", 1, true)
		for _, hit in ipairs(all) do
			local office = near.same_line(s, hit, OFFICE)
			if not office and (near.same_line(s, hit, PERSON)
				or (roster and near.has(s, { from = all[1].from, to = all[1].to }, LIST, 900, 0) and not near.has(s, all[1], OFFICE, 300, 60))) then
				hits[#hits + 1] = hit
			end
		end
		report_ids(document, report, hits)
	end,

	tests = {
		{ name = "和住址、监护人写在一起", html = "<p>王小明 家长：王五 13812345678</p>\n<p>住址：云澜市东湖街道，13912345678</p>", finds = { { line = 1, message = "13*******78" }, { line = 2 } } },
		{ name = "补助名单", html = "<h1>补贴发放名单</h1><table><tr><th>姓名</th><th>手机</th></tr><tr><td>张三</td><td>13812345678</td></tr><tr><td>李四</td><td>13812345679</td></tr><tr><td>王五</td><td>13812345670</td></tr></table>",
			finds = 3 },
		{ name = "联系电话", html = "<p>联系人：张三，联系电话：13812345678</p><p>值班手机13912345678</p><p>项目负责人李四 13712345678</p>", finds = 0 },
		{ name = "责任人名单", html = "<h1>河长名单</h1><table><tr><th>姓名</th><th>职务</th><th>手机</th></tr><tr><td>张三</td><td>镇长</td><td>13812345678</td></tr><tr><td>李四</td><td>村支书</td><td>13812345679</td></tr><tr><td>王五</td><td>村主任</td><td>13812345670</td></tr></table>",
			finds = 0 },
	},
}
