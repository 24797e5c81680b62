--[[
练习 9 的参考答案。
Lesson 9, solved.
--]]
return adapter {
	id = "journal",
	title = { zh = "手工登记的发布记录", en = "Posts noted by hand" },
	mark = "D",
	reads = "file",

	parse = function(response)
		local list = {}
		for line in response.body:gmatch("[^\r\n]+") do
			-- 竖线把一行分成三段；不是日期开头的行是说明，跳过
			local date, title, url = line:match("^%s*(%d+%-%d+%-%d+)%s*|%s*(.-)%s*|%s*(%S+)%s*$")
			if date then
				list[#list + 1] = { url = url, title = title, date = date,
					deleted = title:find("已删", 1, true) ~= nil }
			end
		end
		return { articles = list }
	end,

	tests = {
		{ name = "说明不算，登记的都算", response = { body = [=[发布登记（日期 | 标题）
2023-07-19 | 报名第一天 | https://www.example.com/1
2023-07-18 | 等您来报名 | https://www.example.com/2
]=] }, finds = 2 },
		{ name = "删掉的", response = { body = "2023-07-11 | 延时开放（已删） | https://www.example.com/3\n" },
			finds = { { url = "https://www.example.com/3", date = "2023-07-11", deleted = true } } },
	},
}
