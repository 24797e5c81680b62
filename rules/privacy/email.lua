--[[
个人邮箱：公共邮箱服务的地址，同一行又写着人名一类的字。只提示：很多单位用这种邮箱办公。
--]]
local ids, near, report_ids = require "ids", require "near", require "report_ids"

local PERSON = near.words "姓名 本人 申请人 学生 家长 考生 身份证 个人邮箱"
local PUBLIC = { ["qq.com"] = true, ["163.com"] = true, ["126.com"] = true, ["139.com"] = true, ["sina.com"] = true, ["sohu.com"] = true,
	["foxmail.com"] = true, ["gmail.com"] = true, ["outlook.com"] = true, ["hotmail.com"] = true, ["yeah.net"] = true, ["189.cn"] = true }

return rule {
	id = "privacy/email",
	title = { zh = "公开了个人邮箱", en = "Mail address of a person made public" },
	basis = "《个人信息保护法》第二十五条",
	mark = "M",
	severity = "info",
	on = "document",
	match = { has = "email" },
	tags = { "privacy" },
	message = { zh = "疑似个人邮箱 {masked}（本文共 {count} 个）。", en = "It looks like the mail address of a person, {masked} ({count} in all)." },
	fix = { zh = "不是办公邮箱的，删去。", en = "Remove it, unless it is an office's." },

	check = function(document, report)
		local s, hits = document.text, {}
		for _, hit in ipairs(ids(document, "email")) do
			local host = text.fold(s:sub(hit.from, hit.to)):lower():match("@(.+)$")
			if PUBLIC[host] and near.same_line(s, hit, PERSON) then hits[#hits + 1] = hit end
		end
		report_ids(document, report, hits)
	end,

	tests = {
		{ name = "和姓名写在一起", html = "<p>姓名：张三，邮箱：zhangsan@qq.com</p>", finds = { { severity = "info" } } },
		{ name = "办公邮箱", html = "<p>意见请发送至 ylwlj@163.com，联系人张三</p><p>姓名、本人意见写在信封上</p>", finds = 0 },
	},
}
