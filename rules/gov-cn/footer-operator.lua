--[[
首页底部没有写明主办单位。“主办单位：”“主办：”“版权所有：某某人民政府”都算。看不见页脚的不查。
--]]
local footer = require "footer"

local words = { "主办单位", "主办:", "主办 ", "主办部门", "版权所有", "主管单位", "主办机构", "主办" }

return rule {
	id = "gov-cn/footer-operator",
	title = { zh = "首页底部的主办单位", en = "Operator in the footer" },
	basis = "国办发〔2017〕47号《政府网站发展指引》，网站底部功能区",
	mark = "V",
	severity = "warning",
	on = "page",
	match = { home = true },
	tags = { "metadata" },
	message = { zh = "首页底部没有写明主办单位。", en = "The footer of the home page does not say who runs the site (主办单位)." },
	fix = { zh = "在页脚写明“主办单位：”和单位全称。", en = "Write \"主办单位：\" and the full name of the office into the footer." },

	check = function(page, report)
		local s = footer.text(page)
		if not s then return end
		for _, word in ipairs(words) do
			if s:find(word, 1, true) then return end
		end
		report {}
	end,

	tests = {
		{ name = "没有", url = "https://www.example.gov.cn/", finds = 1,
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>网站标识码：3100000087 沪ICP备05070218号</p>" },
		{ name = "主办单位", url = "https://www.example.gov.cn/", finds = 0,
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>主办单位：某市文化和旅游局</p>" },
		{ name = "版权所有", url = "https://www.example.gov.cn/", finds = 0,
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>版权所有：某市人民政府 沪ICP备05070218号</p>" },
	},
}
