--[[
数据表格没有表头：有 border 或者三行三列以上，却没有一个 <th>，也没有 <caption>、scope。听的人不知道一格属于哪一列。
只放文字排版用的表格（一行或者一列的、里面套着表格的、写了 role="presentation" 的）不查；
名称和内容两两相间的信息表（索引号、发文机关）不查；从 Word 粘贴来的数据表确实没有表头，照报，但只是 info，整个网站只报一次。
--]]
local across, tags = require "across", require "tags"

local SIGNS = { "索引号", "索 引 号", "发文机关", "发布机构" }

local function data_table(one, inside)
	local low = inside:lower()
	if low:find("<table", 1, true) or low:find("<th[%s>]") or low:find("<caption", 1, true) or low:find("scope=", 1, true)
		or low:find("<img", 1, true) or low:find("<input", 1, true) or low:find("<script", 1, true) then return false end
	if one.attr.role or (one.attr.border or "0") == "0" and not low:find("border", 1, true) then return false end
	for _, sign in ipairs(SIGNS) do
		if inside:find(sign, 1, true) then return false end
	end
	local rows, full = 0, 0
	for row in low:gmatch("<tr[%s>](.-)</tr") do
		local _, cells = row:gsub("<td[%s>]", "")
		rows = rows + 1
		if cells >= 3 then full = full + 1 end
	end
	return rows >= 3 and full >= 3
end

return rule {
	id = "accessibility/tables",
	title = { zh = "数据表格没有表头", en = "Data table without headers" },
	basis = "WCAG 2.1, 1.3.1 (F91)",
	mark = "M",
	severity = "info",
	on = { "page", "finish" },
	match = { element = "table" },
	tags = { "accessibility" },
	message = { zh = "{n} 个页面上有数据表格，第一行不是表头（<th>），例如 {first}。",
		en = "{n} pages have a data table whose first row is no header (<th>), as on {first}." },
	fix = { zh = "在编辑器里把第一行设为表头，或者把第一行的 <td> 改为 <th>。",
		en = "Make the first row a header in the editor, or turn its <td> into <th>." },

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		for _, one in ipairs(tags.all(thing, "table")) do
			local inside = tags.inside(thing, one)
			if inside and data_table(one, inside) then return { "table" } end
		end
		return nil
	end,

	tests = {
		{ name = "没有表头", finds = 1, html = [[<table border=1><tr><td>序号</td><td>名称</td><td>电话</td></tr>
			<tr><td>1</td><td>甲</td><td>1</td></tr><tr><td>2</td><td>乙</td><td>2</td></tr></table>]] },
		{ name = "有表头", finds = 0, html = [[<table border=1><tr><th>序号</th><th>名称</th><th>电话</th></tr>
			<tr><td>1</td><td>甲</td><td>1</td></tr><tr><td>2</td><td>乙</td><td>2</td></tr><tr><td>3</td><td>丙</td><td>3</td></tr></table>]] },
		{ name = "排版用的", finds = 0, html = [[<table width=100%><tr><td>甲</td><td>乙</td><td>丙</td></tr>
			<tr><td>1</td><td>2</td><td>3</td></tr><tr><td>4</td><td>5</td><td>6</td></tr></table>]] },
		{ name = "信息表", finds = 0, html = [[<table border=1><tr><td>索引号</td><td>1</td><td>发文机关</td><td>甲</td></tr>
			<tr><td>a</td><td>1</td><td>b</td><td>2</td></tr><tr><td>c</td><td>1</td><td>d</td><td>2</td></tr></table>]] },
		{ name = "只有两行", finds = 0, html = [[<table border=1><tr><td>一</td><td>二</td><td>三</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>]] },
	},
}
