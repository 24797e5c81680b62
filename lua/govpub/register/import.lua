--[[
The action import: ledgers from elsewhere, or a workbook that was exported to be edited.

  import.run(world, model, given, words)   words: one file; given: --history --update --accept --mapping NAME --yes --json
                                           -o FILE; returns the exit status

It says what it would do; with --yes, or when a person at a terminal agrees, it does it: all rows without a problem in
one transaction. Rows with a problem go into a workbook with the reasons, to be mended and imported like the rest.
--]]
local ask = require "govpub.register.ask"
local change = require "govpub.register.change"
local existing = require "govpub.register.import.existing"
local json = require "govpub.json"
local mapping = require "govpub.register.import.mapping"
local people = require "govpub.register.people"
local plan = require "govpub.register.import.plan"
local report = require "govpub.register.import.report"
local say = require "govpub.say"
local sheet = require "govpub.register.import.sheet"
local values = require "govpub.register.values"

local PAUSE = 1000 -- an import keeps what it makes to its end: there is little to collect, and looking for it takes a tenth of its time

local function has_personal(model)
	for _, field in ipairs(model.decl.fields) do
		if values.has_personal(field) then return true end
	end
	return false
end

local function operations(world, model, found, given, file)
	local list, personal = {}, has_personal(model)
	for i, record in ipairs(found.records) do
		list[i] = { kind = "import", reg = model.id, set = record.set, no = record.no, on = record.on,
			state = record.state, history = given["--history"] and record.moves or nil,
			text = record.note, private = personal or nil, -- unknown columns may be about people as well
			extra = { source = { file = file, sheet = record.sheet.name, row = record.row, hash = record.hash } } }
	end
	return list
end

local function review_path(path, given)
	return given["-o"] or (path:match "^(.*)%.%w+$" or path) .. say.text "import.review-name"
end

local function remember(found, own, path, model)
	for _, one in ipairs(found.tables) do
		for _, column in ipairs(one.columns) do
			local as = column.field or column.how
			local settled = column.name ~= "" and as and column.how ~= "double" and column.how ~= "id"
			if settled and not own.columns[column.name] then own.columns[column.name] = as end
		end
	end
	mapping.write(path, model.id, own, found.proposed)
end

local function accept(own, proposed)
	for key, of_field in pairs(proposed) do
		own.values[key] = own.values[key] or {}
		for text, code in pairs(of_field) do own.values[key][text] = code end
	end
end

local function write(world, model, found, given, path)
	if #found.records == 0 then return end
	world.via = "import"
	local results, refusals = change.apply(world, operations(world, model, found, given, path:match "[^/]+$"))
	if not results then
		for _, refusal in ipairs(refusals) do
			local record = found.records[refusal.index]
			if record then refusal.record = record.sheet:place(record.row) end
		end
		change.refuse(refusals)
	end
	if not given["-q"] and not given["--json"] then
		say.line(#results == 1 and "import.done-one" or "import.done", { n = #results, first = results[1].no, last = results[#results].no })
	end
end

local function take(world, model, given, path)
	local name = mapping.path(world.dir, given["--mapping"] or model.id)
	local own = mapping.read(name)
	mapping.check(name, own, model.decl)
	local found = plan.make { declared = model.decl, private = has_personal(model), sheets = sheet.read(path), own = own, values = values, context = world:reader(),
		known = existing.index(world.ledger, model.id, model.decl), today = world.today,
		history = given["--history"], accept = given["--accept"] }
	if given["--json"] then
		io.write(json.encode(report.data(found, model)), "\n")
	else
		report.tell(found, model)
	end
	if given["--accept"] then accept(own, found.proposed) end
	local asked = #found.records > 0 and not given["--json"] and ask.possible(given)
	if (given["--yes"] or asked) and given["--history"] and not people.may(world.user, { "registrar", "head", "admin" }) then
		say.fail("denied", "%s", say.text "import.history-who") -- old records go past guards and the second person
	end
	local agreed = given["--yes"] or asked and ask.agree(say.text("import.agree", { n = #found.records }), given)
	if agreed then
		write(world, model, found, given, path)
		remember(found, own, name, model)
	end
	if #found.held > 0 and (agreed or given["-o"]) then
		local review = review_path(path, given)
		report.review(found, review, model)
		io.stderr:write(say.text("import.review", say.shown { path = review, n = #found.held }), "\n")
		if agreed then io.stderr:write(say.text("import.mapped", say.shown { path = name }), "\n") end
	elseif not agreed and not given["--json"] and #found.records + #found.held > 0 then
		io.stderr:write(say.text(#found.records > 0 and "import.dry" or "import.nothing"), "\n")
	end
	return report.clean(found) and 0 or 1
end

local import = {}

function import.run(world, model, given, words)
	collectgarbage("incremental", PAUSE)
	if #words ~= 1 then say.fail("usage", "import takes one file") end
	if given["--update"] then
		return require "govpub.register.import.update"(world, model, given, words[1])
	end
	return take(world, model, given, words[1])
end

return import
