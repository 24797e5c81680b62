--[[
What the tags of a template stand for, of one record. Letters are Chinese whatever the language of the terminal.

  print_values.of(world, model, record, more)   the values
      record  { fields, moves, answers, … }; of its fields those that are sealed are shown as ＊
      more    { values = what the declaration computed, copies, computed = calculated fields, clocks, head, signed_on }
  print_values.personal(model, used)   the fields whose personal values the used names show, as { field, … }, and
                                       the questions whose sealed answers they show, as { question, … }
  print_values.day(date)               "2023年4月20日"
--]]
local say = require "govpub.say"
local values = require "govpub.register.values"

local print_values = {}

local ERASED = "（已清除）"
local PROVISIONAL = "（节假日安排未公布，暂按周末推算）"

function print_values.day(date)
	local year, month, day = date:match "^(%d%d%d%d)%-(%d%d)%-(%d%d)"
	return year and ("%d年%d月%d日"):format(tonumber(year), tonumber(month), tonumber(day)) or date
end

-- whole numbers and truths stay what they are, for {{?…}}
local function shown(field, value, context)
	if value == nil then return "" end
	if type(value) == "table" and value["$erased"] then return ERASED end
	if type(value) == "table" and value["$v"] then return values.hidden end
	if type(value) == "boolean" or field.type == "int" then return value end
	if field.type == "date" then return print_values.day(value) end
	if field.type == "time" then return print_values.day(value) .. value:sub(12, 16) end
	return values.show(field, value, context)
end

local function rows(field, list, context, picked)
	local out = {}
	for i, row in ipairs(list or {}) do
		if not picked or picked[i] then
			local entry = { ["序号"] = #out + 1 }
			for _, sub in ipairs(field.rows) do
				local text = shown(sub, row[sub.key], context)
				entry[sub.label.zh], entry[sub.key] = text, text
			end
			out[#out + 1] = entry
		end
	end
	return out
end

-- pick = { consultations = 2 } or a list: the rows that the letter is about
local function picked_rows(pick, key)
	local chosen = type(pick) == "table" and pick[key]
	if not chosen then return nil end
	local set = {}
	for _, i in ipairs(type(chosen) == "table" and chosen or { chosen }) do set[i] = true end
	return set
end

local function add_office(out, world, more)
	local office = world.office
	local letters = office.letters
	local said = { ["机关"] = office.name, ["机关名称"] = office.name, office = office.name, ["机关代字"] = office.short,
		["机关代码"] = office.code, ["机关地址"] = letters.address, ["机关邮编"] = letters.postcode,
		["机关电话"] = letters.phone, ["复议机关"] = letters.review, ["管辖法院"] = letters.court,
		["打印人"] = world.user.name, ["今天"] = print_values.day(world.today), today = print_values.day(world.today),
		["落款日期"] = print_values.day(more.signed_on), ["份数"] = more.copies, copies = more.copies, ["链头"] = more.head, chain_head = more.head }
	for name, value in pairs(said) do out[name] = value end
end

local function add_record(out, model, record)
	local state = model.state(record.state)
	local closed = record.closed_on and record.closed_on ~= "" and print_values.day(record.closed_on) or ""
	local said = { no = record.no, ["编号"] = record.no, state = state and state.label.zh or record.state,
		created_on = print_values.day(record.created_on), closed_on = closed, ["登记簿"] = model.decl.title.zh }
	said["状态"], said["登记日期"], said["办结日期"] = said.state, said.created_on, closed
	for name, value in pairs(said) do out[name] = value end
end

local function name_of(world, id)
	for _, person in ipairs(world.office.people) do
		if person.id == id then return person.name end
	end
	return id
end

-- the last time of each move, and what was answered to its questions
local function add_moves(out, world, model, record)
	local last = {}
	for _, made in ipairs(record.moves) do
		if not made.undone then last[made.move] = made end
	end
	for _, move in ipairs(model.decl.moves or {}) do
		local made = last[move.key]
		local day = made and print_values.day(made.on) or ""
		out[move.key] = { on = day, by = made and name_of(world, made.by) or "" }
		out[move.label.zh .. "日期"], out[move.label.zh .. "人"] = day, out[move.key].by
		for _, ask in ipairs(move.ask or {}) do
			local answer = ask.free and record.answers[ask.free]
			if ask.free then
				out[ask.free] = answer == nil and "" or ask.type == "date" and print_values.day(answer)
					or shown({ type = "text" }, answer)
			end
		end
	end
end

local function add_clocks(out, list)
	for _, one in ipairs(list) do
		local date = one.due or one.earliest
		local due = date and print_values.day(date) .. (one.provisional and PROVISIONAL or "") or ""
		out[one.name] = out[one.name] or {}
		out[one.name].due, out[one.name].days = due, one.total or ""
		out[one.label.zh], out[one.label.zh .. "天数"] = due, one.total or ""
	end
end

local function add_fields(out, model, record, more, context)
	local pick = (more.values or {}).pick
	for _, field in ipairs(model.decl.fields) do
		local value = record.fields[field.key]
		if field.calc then value = more.computed[field.key] end
		local is_rows = field.type == "rows" and not (type(value) == "table" and value["$v"])
		local text
		if is_rows then text = rows(field, value, context, picked_rows(pick, field.key)) else text = shown(field, value, context) end
		out[field.label.zh] = text
		out[field.key] = text
	end
end

local reserved = { pick = true, variant = true }

local function add_more(out, more)
	for name, value in pairs(more.values or {}) do
		if type(name) == "string" and not reserved[name] then
			local is_day = type(value) == "string" and value:find "^%d%d%d%d%-%d%d%-%d%d$"
			out[name] = is_day and print_values.day(value) or value
		end
	end
end

function print_values.of(world, model, record, more)
	local language, out = say.language, {}
	say.language = "zh"
	local context = { named = function(ref) return world:named(ref) end }
	add_office(out, world, more)
	add_record(out, model, record)
	add_moves(out, world, model, record)
	add_clocks(out, more.clocks)
	add_fields(out, model, record, more, context)
	add_more(out, more)
	say.language = language
	return out
end

local function is_used(field, used) return used[field.key] ~= nil or used[field.label.zh] ~= nil end

function print_values.personal(model, used)
	local list = {}
	for _, field in ipairs(model.decl.fields) do
		local shows = is_used(field, used) and values.personal(field)
		for _, cell in ipairs(is_used(field, used) and field.rows or {}) do
			shows = shows or values.personal(cell) and is_used(cell, used)
		end
		if shows then list[#list + 1] = field end
	end
	local questions = {}
	for _, question in ipairs(model.private) do
		if used[question] ~= nil then questions[#questions + 1] = question end
	end
	return list, questions
end

return print_values
