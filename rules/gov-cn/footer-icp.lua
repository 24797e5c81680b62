--[[
首页底部的 ICP 备案号：没有写，或者写的样子与工信部的备案号对不上（省份简称、位数、“号”字）。
网站备案以后，首页底部要标明备案编号。看不见页脚的不查。备案号写着“ICP备”，前后有空格、全角字母的都认。
--]]
local footer = require "footer"

local provinces = {}
for one in ("京津沪渝冀豫云滇辽黑湘皖鲁新苏浙赣鄂桂甘陇晋蒙陕吉闽贵黔粤青藏川蜀宁琼"):gmatch(utf8.charpattern) do
	provinces[one] = true
end

-- Whether what stands around "ICP备" is a filing number: 京ICP备05070218号-1
local function fits(before, after)
	local digits = after:match("^%s*(%d+)%s*号")
	return provinces[before:match(utf8.charpattern .. "$")] and digits and #digits >= 5 and #digits <= 12
end

return rule {
	id = "gov-cn/footer-icp",
	title = { zh = "首页底部的 ICP 备案号", en = "ICP filing number in the footer" },
	basis = "国办发〔2017〕47号《政府网站发展指引》，网站底部功能区",
	mark = "V",
	severity = "warning",
	on = "page",
	match = { home = true },
	tags = { "metadata" },
	message = { zh = "首页底部没有 ICP 备案号。", en = "The footer of the home page gives no ICP filing number." },
	fix = { zh = "在页脚写明备案编号，如“京ICP备05070218号”，并链接到 https://beian.miit.gov.cn/ 。",
		en = "Write the number into the footer, like 京ICP备05070218号, with a link to https://beian.miit.gov.cn/." },

	check = function(page, report)
		local s = footer.text(page)
		if not s then return end
		local from, to, near = 1, nil, nil
		repeat
			from, to = s:find("ICP%s*备", from)
			if from then
				local before, after = s:sub(math.max(1, from - 12), from - 1):gsub("%s+$", ""), s:sub(to + 1, to + 30)
				if fits(before, after) then return end
				near = near or (before:match(utf8.charpattern .. "$") or "") .. s:sub(from, to) .. (after:match("^[^\n]*号") or after:match("^%s*%d*"))
				from = to + 1
			end
		until not from
		if not near then report {} return end
		report { evidence = near, params = { number = near }, message = {
			zh = "首页底部的 ICP 备案号“{number}”不像备案号，应当是省份简称加“ICP备”、数字、“号”。",
			en = "\"{number}\" in the footer is no ICP filing number: province, \"ICP备\", digits, \"号\"." } }
	end,

	tests = {
		{ name = "没有", url = "https://www.example.gov.cn/", finds = { { message = "没有 ICP" } },
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>主办单位：某市人民政府办公室</p>" },
		{ name = "没有号码", url = "https://www.example.gov.cn/", finds = { { message = "不像" } },
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>沪ICP备号</p>" },
		{ name = "没有省份", url = "https://www.example.gov.cn/", finds = { { evidence = "ICP备12345678号" } },
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>备案：ICP备12345678号</p>" },
		{ name = "常见的写法", url = "https://www.example.gov.cn/", finds = 0,
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>粤ICP备09178146号-1 滇ICP备2021001234号</p>" },
		{ name = "有空格、全角", url = "https://www.example.gov.cn/", finds = 0,
			html = "<p>欢迎访问本网站，请多提意见和建议，谢谢。</p><p>京 ＩＣＰ备 05070218 号</p>" },
		{ name = "另一处写着“ICP备案”", url = "https://www.example.gov.cn/", finds = 0,
			html = "<p>欢迎访问本网站，ICP备案查询请点击这里。</p><p>ICP备案号：京ICP备05070218号</p>" },
	},
}
