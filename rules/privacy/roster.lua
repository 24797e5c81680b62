--[[
带有敏感内容的名单：表头写着“姓名”，又写着身份证号、银行账号、住址，下面填着内容。
空白的申请表、报名表没有内容，不查；号码已经隐去中间几位的不查。
--]]
local ids, scan = require "ids", require "scan"

local KINDS = { "resident-id", "resident-id-15", "bank-card" }
local REACH = 240 -- 表头里两个栏目最多相距多少字节
local LEAST = 3   -- 至少几个号码才算名单

-- “姓名”和敏感的栏目在一起的表头：位置和栏目
local function heading(document)
	local s, found = document.text, scan(document)
	for _, group in ipairs { "heading", "address" } do
		for _, hit in ipairs(found[group] or {}) do
			local from = hit.from > REACH and hit.from - REACH or 1
			local around = s:sub(from, hit.to + REACH)
			local name = around:find("姓名", 1, true)
			-- 表头的栏目之间没有句子
			if name and not around:find("。", 1, true) then return from + name - 1, hit.term end
		end
	end
end

return rule {
	id = "privacy/roster",
	title = { zh = "名单里有敏感个人信息", en = "List of people with what should not be public" },
	basis = "《个人信息保护法》第二十八条、《政府信息公开条例》第十五条",
	mark = "M",
	severity = "error",
	on = "document",
	match = { has = { "resident-id", "resident-id-15", "bank-card" } },
	tags = { "privacy" },
	message = { zh = "名单里有“{column}”一栏，填着 {count} 个号码。", en = "A list of people has the column \"{column}\", with {count} numbers." },
	fix = { zh = "公示只留必要的内容：姓名、单位或者乡镇、金额；号码隐去中间各位。", en = "Keep what has to be announced: name, town, amount; hide the middle of numbers." },

	check = function(document, report)
		local count, first = 0, nil
		for _, kind in ipairs(KINDS) do
			local list = ids(document, kind)
			count = count + #list
			if list[1] and (not first or list[1].from < first.from) then first = list[1] end
		end
		if count < LEAST then return end
		local from, column = heading(document)
		if from and first.from > from then
			report { at = document:at(from), params = { column = column, count = count },
				evidence = "姓名……" .. column }
		end
	end,

	tests = {
		{ name = "名单", html = "<table><tr><th>序号</th><th>姓名</th><th>身份证号</th></tr><tr><td>1</td><td>张三</td><td>11000019000102000X</td></tr><tr><td>2</td><td>李四</td><td>110000190001010004</td></tr><tr><td>3</td><td>王五</td><td>110000190001030005</td></tr></table>",
			finds = { { message = "身份证" } } },
		{ name = "空白的表", html = "<table><tr><th>姓名</th><th>身份证号</th></tr><tr><td></td><td></td></tr></table><p>联系电话：13812345678、13812345679、13812345670</p>", finds = 0 },
		{ name = "隐去的", html = "<table><tr><th>姓名</th><th>身份证号</th></tr><tr><td>张三</td><td>1100**********000X</td></tr></table>", finds = 0 },
	},
}
