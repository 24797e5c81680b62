--[[
政府网站工作年度报表的核对（国办函〔2018〕12号附表；单元格用行的 id 找，在哪张表里都可以）。

总数和分项的关系是报表上印的项目名称自己说的；没有给出的数据不当作 0。行的 id：
  信息发布总数 概况类信息更新量 政务动态信息更新量 信息公开目录信息更新量
  解读信息总数 解读材料数量 解读产品数量 媒体评论文章数量
  办件量总数 自然人办件量 法人办件量 政务服务事项数量 可全程在线办理政务服务事项数量
  收到留言数量 办结留言数量 公开答复数量 征集调查期数 公布调查结果期数 发现问题数量 问题整改数量
--]]

local cells = require "report.cells"

-- id of the only cell of a row, and its number
local function figure(f, form, row)
	for _, cell in ipairs(form.index().list) do
		if cell.row == row then
			local v = f.cells[cell.id]
			return type(v) == "number" and v or nil, cell.id
		end
	end
end

local function adds_up(total, parts)
	return function(f, report, _, context)
		local right, id = figure(f, context.form, total)
		local left, ids = 0, { id }
		for i, row in ipairs(parts) do
			local v
			v, ids[i + 1] = figure(f, context.form, row)
			if not v or not right then return end
			left = left + v
		end
		if left ~= right then
			report { cells = ids, left = left, right = right, params = { total = total, parts = table.concat(parts, "、") } }
		end
	end
end

local function at_most(small, large)
	return function(f, report, _, context)
		local left, id = figure(f, context.form, small)
		local right, other = figure(f, context.form, large)
		if left and right and left > right then
			report { cells = { id, other }, left = left, right = right, params = { small = small, large = large } }
		end
	end
end

-- Our own: what was not filled in, told once a table.
local function complete(f, report, _, context)
	local count, first, names = {}, {}, {}
	for _, cell in ipairs(not f.outside and cells.list(context.form) or {}) do
		if f.cells[cell.id] == nil and not cell.optional then
			local tab = cell.table
			if not first[tab] then names[#names + 1], first[tab] = tab, cell.id end
			count[tab] = (count[tab] or 0) + 1
		end
	end
	for _, tab in ipairs(names) do
		local place = context.form.index().rows[tab .. "." .. cells.get(context.form, first[tab]).row].table
		report { cells = { first[tab] }, params = { table = place.sheet or tab, count = count[tab], first = context.name(first[tab]) } }
	end
end

local sum_message = { zh = "{parts}之和是 {left}，{total}是 {right}。", en = "{parts} add up to {left}, {total} is {right}." }
local less_message = { zh = "{small}是 {left}，多于{large} {right}。", en = "{small} is {left}, more than {large}, {right}." }
local fix = { zh = "核对这几项数据。", en = "Compare these figures." }

local function rule(id, severity, zh, en, message, check)
	return { id = "website." .. id, severity = severity, title = { zh = zh, en = en }, message = message, fix = fix,
		basis = "国办函〔2018〕12号", mark = "D", check = check }
end

return {
	{ id = "website.missing", severity = "error", basis = "国办函〔2018〕12号", mark = "D", check = complete,
		title = { zh = "数据缺失", en = "Figures are missing" },
		message = { zh = "{table}：{count} 项没有填（从“{first}”起）。", en = "{table}: {count} are not filled in, {first} first." },
		fix = { zh = "每一项都要填；没有发生的填 0。", en = "Fill in everything; write 0 where there was nothing." } },
	rule("published", "warning", "信息发布总数与分项之和不一致", "Published items do not add up", sum_message,
		adds_up("信息发布总数", { "概况类信息更新量", "政务动态信息更新量", "信息公开目录信息更新量" })),
	rule("explained", "warning", "解读信息总数与分项之和不一致", "Explanations do not add up", sum_message,
		adds_up("解读信息总数", { "解读材料数量", "解读产品数量", "媒体评论文章数量" })),
	rule("cases", "error", "办件量总数与分项之和不符", "Cases do not add up", sum_message,
		adds_up("办件量总数", { "自然人办件量", "法人办件量" })),
	rule("closed", "warning", "办结留言多于收到留言", "More messages closed than received", less_message, at_most("办结留言数量", "收到留言数量")),
	rule("answered", "warning", "公开答复多于办结留言", "More public answers than closed messages", less_message,
		at_most("公开答复数量", "办结留言数量")),
	rule("results", "warning", "公布调查结果期数多于征集调查期数", "More survey results than surveys", less_message,
		at_most("公布调查结果期数", "征集调查期数")),
	rule("repaired", "warning", "整改问题多于发现问题", "More faults mended than found", less_message, at_most("问题整改数量", "发现问题数量")),
	rule("online", "warning", "可在线办理事项多于服务事项", "More online services than services", less_message,
		at_most("可全程在线办理政务服务事项数量", "政务服务事项数量")),
}
