--[[
The last term of a filter (govpub-filter(7)) at the cursor: fields, states, clocks, moves and what they are compared with.

  filter.term(asked, model)
--]]
local field = require "govpub.completion.field"

local filter = {}

local clock_words = { { "running", "进行中" }, { "paused", "暂停" }, { "held", "等待" }, { "agreed", "约定" }, { "met", "已完成" },
	{ "late", "超期完成" }, { "closed", "已关闭" }, { "overdue", "逾期" }, { "soon", "即将到期" } }
local times = { { "today", "今天" }, { "this-week", "本周" }, { "last-week", "上周" }, { "this-month", "本月" },
	{ "last-month", "上月" }, { "this-year", "今年" }, { "last-year", "去年" } }
local plain = { { "state", "状态" }, { "created_on", "登记日期" }, { "closed_on", "办结日期" }, { "year", "年度" } }
local bare = { { "overdue", "逾期" }, { "soon", "即将到期" }, { "not", "非" }, { "or", "或" } }

local function all(asked, list, lead)
	for _, entry in ipairs(list) do asked:named(entry[1], entry[2], lead) end
end

local function compared(asked, model, name, lead, text)
	local one, clock = model.field(name), model.clock(name)
	local before = text:match "^.*," or text:match "^.*，" or ""
	lead = lead .. before
	if name == "state" or name == "状态" then
		for _, state in ipairs(model.decl.states) do asked:named(state.key, state.label, lead) end
	elseif name:sub(1, 1) == "@" then
		all(asked, times, lead)
	elseif one then
		if not (one.pii or one.secret) then field.values(asked, one, lead, text:sub(#before + 1)) end
		if one.type == "date" or one.type == "time" then all(asked, times, lead) end
		asked:named("none", "空", lead)
		asked:named("any", "有", lead)
	elseif clock then
		all(asked, clock_words, lead)
	elseif name:find "_on$" or name:find "日期$" then
		all(asked, times, lead)
	end
end

local function names(asked, model, lead)
	for _, one in ipairs(model.decl.fields) do asked:named(one.key .. ":", one.label.zh and one.label.zh .. ":", lead) end
	for _, one in ipairs(plain) do asked:named(one[1] .. ":", one[2] .. ":", lead) end
	for _, one in ipairs(model.decl.clocks or {}) do
		asked:named(one.key .. ":", one.label.zh and one.label.zh .. ":", lead)
	end
	all(asked, bare, lead)
end

function filter.term(asked, model)
	local lead = asked.prefix:match "^.*[%s(]" or asked.prefix:match "^.*（" or ""
	local term = asked.prefix:sub(#lead + 1)
	local name, sign, text = term:match "^([^:=<>!]+)([:=<>!]+)(.*)$"
	if name then return compared(asked, model, name, lead .. name .. sign, text) end
	if term:sub(1, 1) == "@" then
		for _, move in ipairs(model.decl.moves or {}) do asked:named(move.key, move.label, lead .. "@") end
	else
		names(asked, model, lead)
	end
end

return filter
