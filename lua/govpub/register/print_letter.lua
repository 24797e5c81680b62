--[[
One letter: the form of one record, filled.

  print_letter.of(world, model, job, record)   ends the verb when it cannot be printed
      job    { form, copies, format or nil, head = of the chain, look (print_file), all = bool: of all records that
               wait for it, and what the declaration refuses does not wait: nil }
      gives  { record, form, variant, bytes, format, template, read = keys of personal fields that it shows,
               blanks = names that had nothing to put, head = whether it shows the head of the chain }
--]]
local clocks = require "govpub.register.clocks"
local forms = require "govpub.register.print_forms"
local people = require "govpub.register.people"
local print_file = require "govpub.register.print_file"
local print_values = require "govpub.register.print_values"
local say = require "govpub.say"
local show = require "govpub.register.show"
local worker = require "govpub.register.worker"

local print_letter = {}

local function refuse(record, form, reason)
	say.fail("denied", "%s", say.text("print.refused", say.shown { no = record.no, form = say.choose(form.label),
		reason = say.choose(reason) }))
end

-- what the declaration adds, and which of the variants it is
local function declared(world, model, job, record, seen)
	local form = job.form
	local more = { values = {}, computed = {} }
	for _, field in ipairs(model.decl.fields) do
		if field.calc then more.computed = worker.call(world, model, "calc", nil, { seen })[1] break end
	end
	if form.values then
		local said = worker.call(world, model, "letter", form.key, { seen })[1]
		if not said.values then
			if job.all then return nil end
			refuse(record, form, said.reason)
		end
		more.values = said.values
	end
	for _, variant in ipairs(form.variants or {}) do
		if variant.key == more.values.variant then more.variant = variant end
	end
	return more
end

local function check_rights(world, model, form, record, fields, questions)
	local hidden = {}
	for _, field in ipairs(fields) do
		if record.fields[field.key] ~= nil and not people.sees(world.user, model.decl, field.key) then
			hidden[#hidden + 1] = say.choose(field.label)
		end
	end
	for _, question in ipairs(questions) do
		if record.answers[question] ~= nil and not people.sees(world.user, model.decl, "!" .. question) then
			hidden[#hidden + 1] = question
		end
	end
	if hidden[1] then
		refuse(record, form, say.text("print.no-see", { fields = table.concat(hidden, "、"), user = world.user.name }))
	end
end

local function with_opened(world, record, fields, questions)
	local copy, keys = {}, {}
	for key, value in pairs(record) do copy[key] = value end
	copy.fields = {}
	for key, value in pairs(record.fields) do copy.fields[key] = value end
	for _, field in ipairs(fields) do
		local value = record.fields[field.key]
		if value ~= nil then
			copy.fields[field.key] = show.opened(world, field, value)
			keys[#keys + 1] = field.key
		end
	end
	copy.answers = {}
	for question, answer in pairs(record.answers) do copy.answers[question] = answer end
	for _, question in ipairs(questions) do
		local answer = record.answers[question]
		if answer ~= nil then
			copy.answers[question] = show.opened(world, { type = "text" }, answer)
			keys[#keys + 1] = "!" .. question
		end
	end
	return copy, keys
end

-- names that had nothing to put where they stand
local function blanks_of(values, used)
	local list = {}
	for name, filled in pairs(used) do
		local value = values[name]
		if not filled or type(value) == "string" and value:find("＿＿", 1, true) then list[#list + 1] = name end
	end
	table.sort(list)
	return list
end

-- the day of the move that the letter goes with
local function signed_on(world, form, record)
	local wanted, day = {}, nil
	for _, key in ipairs(form.moves) do wanted[key] = true end
	for _, made in ipairs(record.moves) do
		if wanted[made.move] and not made.undone then day = made.on end
	end
	return day or world.today
end

function print_letter.of(world, model, job, record)
	local form = job.form
	if record.void then refuse(record, form, say.text "record.void") end
	record.moves = world.ledger:moves(model.id, record.rid)
	record.answers = clocks.answers(world, record)
	local more = declared(world, model, job, record, worker.record(world, model, record))
	if not more then return nil end
	more.clocks, more.copies, more.head = clocks.of(world, model, record), job.copies, job.head
	more.signed_on = signed_on(world, form, record)
	local template = forms.template(world, model, form, more.variant)
	local possible = print_file.formats(template.kind)
	local format = job.format or possible[1]
	if not (" " .. table.concat(possible, " ") .. " "):find(" " .. format .. " ", 1, true) then
		say.fail("usage", "%s: this template gives %s, not %s", template.path, table.concat(possible, " "), format)
	end
	local values = print_values.of(world, model, record, more)
	local filled, used = print_file.fill(template, values)
	local personal, questions = print_values.personal(model, used)
	local keys = {}
	check_rights(world, model, form, record, personal, questions)
	if personal[1] or questions[1] then
		record, keys = with_opened(world, record, personal, questions)
		values = print_values.of(world, model, record, more)
		filled, used = print_file.fill(template, values)
	end
	return { record = record, form = form, variant = more.variant,
		bytes = print_file.bytes(template, filled, format, job.look), format = format, template = template, read = keys,
		blanks = blanks_of(values, used), head = used["链头"] ~= nil or used.chain_head ~= nil }
end

return print_letter
