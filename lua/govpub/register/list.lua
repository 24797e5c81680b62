--[[
Lists of records: by view, by filter, in columns.

  list.run(world, model, given, words)   words: a view, then a filter
  list.print(world, model, records, view, given)   view: nil, or { cols }
--]]
local clocks = require "govpub.register.clocks"
local lookup = require "govpub.register.lookup"
local output = require "govpub.register.output"
local say = require "govpub.say"
local show = require "govpub.register.show"
local terminal = require "govpub.terminal"
local values = require "govpub.register.values"

local LIMIT, FIELDS = 200, 4

local list = {}

-- what every record has besides its fields
local plain = { no = "record.number", state = "record.state", created_on = "record.created", closed_on = "record.closed",
	rid = "record.rid", rev = "record.rev" }
local labels

local function plain_key(word)
	if plain[word] then return word end
	if not labels then
		labels = {}
		for key, id in pairs(plain) do labels[say.text(id)] = key end
	end
	return labels[word]
end

local function column_of(model, word)
	local key = plain_key(word)
	if key then return { key = key, title = say.text(plain[key]), how = key == "no" and "tail" or "whole" } end
	local field = model.field(word)
	if field then
		return { key = field.key, title = say.choose(field.label), field = field, how = field.type == "date" and "whole" or nil }
	end
	local clock = model.clock(word)
	if clock then return { key = clock.key, title = say.choose(clock.label), clock = clock, how = "whole" } end
	say.fail("usage", "there is no column '%s'", word)
end

local long = { para = true, rows = true, file = true, files = true }

local function default_columns(model)
	local words = { "no" }
	for _, field in ipairs(model.decl.fields) do
		if #words <= FIELDS and not values.personal(field) and not long[field.type] and not field.calc then words[#words + 1] = field.key end
	end
	words[#words + 1] = "state"
	local clock = (model.decl.clocks or {})[1]
	if clock then words[#words + 1] = clock.key end
	return words
end

local function words_of(value)
	if type(value) == "table" then return value end
	local words = {}
	for word in (value:gsub("，", ",")):gmatch "[^,%s]+" do words[#words + 1] = word end
	return words
end

-- a register's first view says what its clerks look at
local function columns_of(model, view, given)
	local chosen = given["--cols"] or (view or (model.decl.views or {})[1] or {}).cols
	local columns = {}
	for i, word in ipairs(chosen and words_of(chosen) or default_columns(model)) do columns[i] = column_of(model, word) end
	return columns
end

local function cell(world, model, record, column, context, timed)
	if column.field then return values.show(column.field, (context.fields or record.fields)[column.key], context) end
	if column.clock then
		local one = timed[column.key]
		if not one or one.status == "none" then return "" end
		if one.status == "met" then return one.met_on or "" end
		local mark = clocks.overdue(one, world.today) and " ✖" or ""
		return (one.due or one.earliest or say.text "record.waits") .. mark
	end
	if column.key == "state" then
		local state = model.state(record.state)
		return state and say.choose(state.label) or record.state
	end
	return tostring(record[column.key] or "")
end

local function clocks_by_name(world, model, record, columns)
	for _, column in ipairs(columns) do
		if column.clock then return clocks.stored(world, model, record) end
	end
	return {}
end

local function print_table(world, model, records, columns, given, opened)
	local rows, head = {}, {}
	for i, column in ipairs(columns) do head[i] = { column.key, column.title, column.how } end
	local context = { named = function(ref) return world:named(ref) end }
	for r, record in ipairs(records) do
		local timed = clocks_by_name(world, model, record, columns)
		context.fields = opened[record.rid]
		rows[r] = {}
		for i, column in ipairs(columns) do rows[r][i] = cell(world, model, record, column, context, timed) end
	end
	output.table(head, rows, given)
end

local function whole(option, word)
	local n = word and word:find "^%d+$" and #word < 10 and math.tointeger(tonumber(word))
	if word and not n then say.fail("usage", "%s: '%s' is no number", option, word) end
	return n
end

-- the view that a first word names, or the first view where no word stands
local function view_of(model, words)
	local view = words[1] and model.view(words[1])
	if view then table.remove(words, 1) end
	if not view and not words[1] then view = (model.decl.views or {})[1] end
	if words[1] == "all" or words[1] == "全部" then
		table.remove(words, 1)
		view = nil
	end
	return view
end

function list.print(world, model, records, view, given)
	local columns = columns_of(model, view, given)
	local opened = given["--personal"] and #records > 0 and show.open(world, model, records) or {}
	if given["--json"] or given["--jsonl"] then
		output.records(records, given, function(record) return show.data(world, model, record, opened[record.rid]) end)
	else
		print_table(world, model, records, columns, given, opened)
	end
end

function list.run(world, model, given, words)
	local view = view_of(model, words)
	local filter = lookup.filter(words)
	if view and view.where then filter = filter == "" and view.where or ("(%s) (%s)"):format(view.where, filter) end
	local limit = whole("--limit", given["--limit"]) or LIMIT
	local records, more = world.ledger:list(world:list(model, { filter = filter ~= "" and filter or nil,
		sort = given["--sort"] or view and view.sort or nil, limit = limit, offset = whole("--offset", given["--offset"]) }))
	list.print(world, model, records, view, given)
	if not (given["--json"] or given["--jsonl"]) then
		if #records == 0 and terminal.shows() then
			say.line(view and "record.no-view" or "record.no-records", { view = view and say.choose(view.label), register = model.id })
		end
		if more then io.stderr:write(say.text("record.more", { n = limit }), "\n") end
	end
	return 0
end

return list
