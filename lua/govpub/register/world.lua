--[[
What the actions of registers work with.

  world.open(given[, registry])   of the office behind -C, as the user who runs it, with its registry where that is open already;
                        close it, or say <close>
      { dir, office, ledger, registry, user, today, calendar, language, via = "cli", incoming }
      incoming: { [hash] = path } of files that values name and whose bytes are taken when those are written
  world:named(ref)      the name or the number of the record that a reference means
  world.title(model, record) what the record is about: its title, or the first field that it cannot be without
  world:reader()        the context of values.read()
  world:opened(value)   what a sealed value holds, nil when it was erased; other values are themselves. Not to be shown
  world:list(model, words)   the arguments of ledger:list(), filled with who and when; words: { filter, sort, limit, offset }
--]]
local calendar = require "govpub.calendar"
local folder = require "govpub.folder"
local ledger = require "govpub.ledger"
local office_module = require "govpub.office"
local packs = require "govpub.declared.packs"
local people = require "govpub.register.people"
local registry = require "govpub.register.registry"
local say = require "govpub.say"
local terminal = require "govpub.terminal"
local values = require "govpub.register.values"

local MAX_NAMES = 12

local world = {}
world.__index = world

function world.open(given, registers)
	local start = given["-C"] or "."
	local dir = folder.office(start)
	if not dir then say.fail("notfound", "%s: there is no office.lua here or above; govpub init DIR makes an office", start) end
	local self = setmetatable({ dir = dir, language = say.language, via = "cli", incoming = {} }, world)
	self.office = office_module.read(dir)
	self.calendar = calendar.open(dir)
	self.today = given["--today"] and calendar.read(given["--today"]) or calendar.read "today"
	self.user = people.user(self.office, terminal.login())
	self.ledger = ledger.open(dir, { create = true, office = self.office.code, hash = self.office.hash })
	self.registry = registers and registers.dir == dir and registers or registry.open(dir)
	packs.warn(self.registry.files, self.registry.unused)
	return self
end

function world:close()
	self.registry:close()
	self.ledger:close()
end
world.__close = world.close

-- Registers of things are known by names (办公室), those of cases by numbers.
function world:named(ref)
	local record = self.ledger:record(ref.reg, ref.rid)
	local model = record and self.registry:find(ref.reg)
	local field = model and model.field "name"
	local name = field and not field.pii and not field.secret and record.fields.name
	return type(name) == "string" and name or record and record.no or ref.rid
end

-- a register of things has few: they are said
local function names_of(self, model, word)
	local names = {}
	for i, record in ipairs((self.ledger:list(self:list(model, { limit = MAX_NAMES })))) do names[i] = self:named(record) end
	local title = say.choose(model.decl.title) or model.id
	if not names[1] then return say.text("record.none-yet", { word = word, register = title, id = model.id }) end
	return say.text("record.no-name", { word = word, register = title, names = table.concat(names, "、") })
end

local says_what = { text = true, para = true, enum = true, codes = true }

function world.title(model, record)
	for _, key in ipairs { "title", "subject", "name" } do
		local field = model.field(key)
		local value = field and not values.personal(field) and record.fields[field.key]
		if type(value) == "string" then return value end
	end
	for _, field in ipairs(model.decl.fields) do
		local value = field.required == true and says_what[field.type] and not values.personal(field) and record.fields[field.key]
		if type(value) == "string" then return values.show(field, value) end
	end
	return ""
end

function world:opened(value)
	if type(value) ~= "table" then return value end
	if value["$v"] then return self.ledger:unseal(value) end
	return not value["$erased"] and value or nil
end

-- words of people → a record of another register: its number, or a unique text in its first fields
local function resolve(self, register, word)
	local lookup = require "govpub.register.lookup"
	local model = self.registry:model(register)
	local record, why = lookup.one(self, model, word)
	if not record or record.void then return nil, model.field "name" and names_of(self, model, word) or why or say.text "record.void" end
	return { reg = model.id, rid = record.rid }
end

function world:reader()
	return { today = self.today, calendar = self.calendar,
		resolve = function(register, word) return resolve(self, register, word) end,
		blob = function(path)
			local file = io.open(path, "rb")
			if not file then return nil, say.text("value.file", { value = path }) end
			file:close()
			local value = ledger.look_at_file(path, path:match "[^/]+$")
			self.incoming[value.h] = path
			return value
		end }
end

-- Whose values one may not read one may not find by guessing either.
local function unseen(user, decl)
	local keys = {}
	for _, field in ipairs(decl.fields) do
		if (field.pii or field.secret) and not people.sees(user, decl, field.key) then keys[#keys + 1] = field.key end
	end
	return keys
end

function world:list(model, words)
	return { reg = model.id, filter = words.filter, declared = model.decl, sort = words.sort, limit = words.limit,
		offset = words.offset, today = self.today, calendar = self.calendar, me = self.user.id, dept = self.user.department,
		unseen = unseen(self.user, model.decl) }
end

return world
