--[[
未成年人的姓名和学校、监护人写在一起的名单。只提示，由人来看。
--]]
local scan = require "scan"

return rule {
	id = "privacy/minors",
	title = { zh = "未成年人的信息", en = "Data about minors" },
	basis = "《个人信息保护法》第二十八条、第三十一条",
	mark = "M",
	severity = "info",
	on = "document",
	match = { text = scan.words.minors },
	tags = { "privacy" },
	message = { zh = "“{word}”：可能列出了未成年人。", en = "\"{word}\": minors may be listed here." },
	fix = { zh = "不满十四周岁的，没有监护人同意不公布；必须公示的只写姓氏和学校。",
		en = "Below 14 years nothing is published without consent of the guardian." },

	check = function(document, report)
		local s = document.text
		for _, hit in ipairs(scan(document).minors or {}) do
			local line = text.line(s, hit.from)
			-- 表头；空白的表格、填表说明后面没有内容
			local after = s:sub(hit.to + 1, hit.to + 600)
			if not line:find("。", 1, true) and not line:find("：", 1, true) and select(2, after:gsub("\n%s*%d+%s", "")) >= 2 then
				report { at = document:at(hit.from), params = { word = hit.term }, evidence = hit.term }
				return
			end
		end
	end,

	tests = {
		{ name = "名单", html = "<table><tr><th>序号</th><th>学生姓名</th><th>学校</th></tr><tr><td>1</td><td>王小明</td><td>一小</td></tr><tr><td>2</td><td>李小红</td><td>一小</td></tr></table>",
			finds = { { severity = "info" } } },
		{ name = "空白的表、说明", html = "<p>学生姓名：</p><p>请填写学生姓名、学校。</p>", finds = 0 },
	},
}
