--[[
The registers that there are, and what one declares with its words found quickly.

  registry.open(dir or nil)   → registry, with its .dir; close it, or say <close>
  registry:named(word)        → the model of a register by name, PACK/NAME, alias or title; nil: there is none
  registry:model(id)          → the model; ends the verb when its file cannot be used
  registry:all()              → every model, by id; those that cannot be used are in .broken as { id, path, why }.
                              Not those of packs that the office does not trust: they have to be named
  registry:find(id)           → the model, or nil where nothing declares this register any more
  registry:call(id, fn, value, answer)   → what the declaration's function says; answer({ reg, filter | to, count })
                              gives { records = … } or { n = … }
  registry:text(id)           → source, hash

A model: { id, decl, path, overrides, pack, initial = state key, field(word), state(word), move(word), clock(word), view(word) }:
words are keys or labels in either language; private = { question, … , [question] = true } whose answers are sealed.
--]]
local registers = require "govpub.registers"
local say = require "govpub.say"

local MAX_ASKED = 5

local registry = {}
registry.__index = registry

local function fold(word) return (word:lower()) end

-- key or label → entry; a key wins over a label that is the same word
local function index(list)
	local by = {}
	for _, entry in ipairs(list or {}) do
		local label = entry.label
		for _, name in ipairs(type(label) == "table" and { label.zh or false, label.en or false } or { label or false }) do
			if name and not by[fold(name)] then by[fold(name)] = entry end
		end
	end
	for _, entry in ipairs(list or {}) do by[entry.key] = entry end
	return function(word) return word and (by[word] or by[fold(word)]) end
end

local function private_of(decl)
	local private = {}
	for _, move in ipairs(decl.moves or {}) do
		for _, ask in ipairs(move.ask or {}) do
			if ask.free and (ask.pii or ask.secret) and not private[ask.free] then
				private[#private + 1], private[ask.free] = ask.free, true
			end
		end
	end
	return private
end

local function model_of(file, decl)
	local model = { id = file.id, decl = decl, path = file.path, overrides = file.overrides, pack = file.pack, field = index(decl.fields),
		state = index(decl.states), move = index(decl.moves), clock = index(decl.clocks), view = index(decl.views) }
	for _, state in ipairs(decl.states or {}) do
		if state.initial then model.initial = state.key end
	end
	model.private = private_of(decl)
	return model
end

function registry.open(dir)
	local self = setmetatable({ dir = dir, registers = registers.open(dir), models = {}, broken = {} }, registry)
	self.files, self.unused = self.registers:list()
	return self
end

function registry:close() self.registers:close() end
registry.__close = registry.close

-- the model, or nil and why
local function load_model(self, file)
	local known = self.models[file.id]
	if known then return known end
	local decl, why = self.registers:declared(file.id)
	if not decl then
		if not self.broken[file.id] then
			self.broken[file.id] = why
			self.broken[#self.broken + 1] = { id = file.id, path = file.path, why = why }
		end
		return nil, why
	end
	self.models[file.id] = model_of(file, decl)
	return self.models[file.id]
end

local function file_of(self, id)
	for _, file in ipairs(self.files) do
		if file.id == id then return file end
	end
end

function registry:model(id)
	local file = file_of(self, id) or say.fail("notfound", "there is no register '%s'", id)
	local model, why = load_model(self, file)
	return model or say.fail(file.problem and "conflict" or "script", "%s", why)
end

function registry:find(id)
	return file_of(self, id) and self:model(id)
end

function registry:all()
	local list = {}
	for _, file in ipairs(self.files) do
		if not file.asks then list[#list + 1] = load_model(self, file) end
	end
	return list
end

local function called(decl, word)
	if fold(decl.title.zh or "") == word or fold(decl.title.en or "") == word then return true end
	for _, alias in ipairs(decl.alias or {}) do
		if fold(alias) == word then return true end
	end
	return false
end

function registry:named(word)
	local pack, id = word:match "^([^/]+)/(.+)$"
	for _, file in ipairs(self.files) do
		if file.id == word or pack and file.pack and file.pack.name == pack and file.id == id then return self:model(file.id) end
	end
	for _, model in ipairs(self:all()) do
		if called(model.decl, fold(word)) then return model end
	end
end

function registry:text(id) return self.registers:text(id) end

-- A function may ask for records of a register: it is called again with the answers, a few times at most.
function registry:call(id, fn, value, answer)
	for _ = 0, MAX_ASKED do
		local said = self.registers:call(id, fn, value)
		if type(said) ~= "table" or not said.need then return said end
		value.found = value.found or {}
		for _, question in ipairs(said.need) do
			local got = answer(question)
			question.records, question.n = got.records, got.n
			value.found[#value.found + 1] = question
		end
	end
	say.fail("script", "%s: the register asks for records without end", id)
end

return registry
