--[[
练习 9：读取手工登记的发布记录，一行一条：日期 | 标题 | 地址。
把四个空（四条下划线）换成正确的内容，说明见 README.zh-CN.md。
Lesson 9: put the right words in the place of the four gaps; README.md tells how.
--]]
return adapter {
	id = "journal",
	title = { zh = "手工登记的发布记录", en = "Posts noted by hand" },
	mark = "D",
	-- 空 1：不上网，只读账号的一个文件。英文的“文件”怎么写？office.lua 里账号也用这个词
	-- gap 1: it asks no server; what does it read instead? office.lua has the same word
	reads = "____",

	parse = function(response)
		local list = {}
		for line in response.body:gmatch("[^\r\n]+") do
			-- 竖线把一行分成三段；不是日期开头的行是说明，跳过
			local date, title, url = line:match("^%s*(%d+%-%d+%-%d+)%s*|%s*(.-)%s*|%s*(%S+)%s*$")
			if date then
				-- 空 2：地址是哪一段？三个变量的名称就在上面
				-- gap 2: which of the three variables above is the address?
				-- 空 3：标题里有哪两个字，就是删掉了的，不再检查？
				-- gap 3: which two characters in a title say that the post was deleted?
				list[#list + 1] = { url = ____, title = title, date = date,
					deleted = title:find("____", 1, true) ~= nil }
			end
		end
		return { articles = list }
	end,

	tests = {
		-- 空 4：下面的登记里有几条？
		-- gap 4: how many posts are noted here?
		{ name = "说明不算，登记的都算", response = { body = [=[发布登记（日期 | 标题）
2023-07-19 | 报名第一天 | https://www.example.com/1
2023-07-18 | 等您来报名 | https://www.example.com/2
]=] }, finds = ____ },
		{ name = "删掉的", response = { body = "2023-07-11 | 延时开放（已删） | https://www.example.com/3\n" },
			finds = { { url = "https://www.example.com/3", date = "2023-07-11", deleted = true } } },
	},
}
