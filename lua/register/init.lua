--[[
What a declared register is. A file of a register ends with

  return register "name" {
    title =, alias = {…}, law =, since = "YYYY-MM-DD", number = "…{year}…{seq:4}", assigns = "move",
    fields = {…}, states = {…}, moves = {…}, clocks = {…}, checks = {…}, hints = {…}, views = {…}, print = {…}, import = {…},
    report = {…}, public = {…}, roles = {…}, rename = {…}, closed = { moves },
  }

and the file has the name of the register. govpub-registers(7) has all of it; the words besides those of Lua are in
register.words. What is wrong is said with its place: "moves[3].from: there is no 'opne'; there is: …".

What the program gets (rs:declared) is data: every label is { zh, en }, every list that may be one word is a list,
"*" is spelt out, functions are flags; the functions themselves are reached by rs:call (register.call). Keys of the
parts: register.shapes, and the readers in register.fields, moves, clocks and parts.
--]]
local call = require "register.call"
local clocks = require "register.clocks"
local fields = require "register.fields"
local moves = require "register.moves"
local parts = require "register.parts"
local place = require "register.place"
local shapes = require "register.shapes"
local wrong = place.wrong

local register = {}

-- all that one sees of a declaration; `field`, `state`, `move`, `clock` by key stay with the functions
local data_keys = { "name", "title", "alias", "law", "since", "number", "assigns", "fields", "states", "moves", "clocks",
	"checks", "hints",
	"views", "print", "import", "report", "public", "roles", "rename", "closed" }

local function read_head(declared, d)
	d.title = place.label(declared.title, "title")
	local seen = { [d.name] = "name" }
	d.alias = declared.alias and place.names(declared.alias, "alias", function(word, at)
		place.string(word, at)
		if word:find "[%s/]" or #word > 60 then wrong(at, "'%s': one short word", word) end
		place.once(seen, word, at)
		return word
	end)
	if declared.law ~= nil then d.law = place.string(declared.law, "law") end
	if declared.since ~= nil then d.since = place.date(declared.since, "since") end
end

-- name: as written behind the word register; file: what the file is called; word: english → the user's language
function register.new(declared, name, file, word)
	place.word = word
	place.key(name, "name")
	if file and file ~= name then wrong("name", "the file is called %s.lua and declares '%s'", file, name) end
	place.keys(declared, "", shapes.register)
	local d = { name = name }
	read_head(declared, d)
	for _, key in ipairs { "fields", "states" } do
		if declared[key] == nil then wrong("", "%s is missing", key) end
	end
	local functions
	d.fields, d.field, functions = fields.read(declared.fields, "fields")
	d.states, d.state, d.initial = moves.states(declared.states, "states")
	moves.read(declared.moves, "moves", d)
	for kind, list in pairs(functions) do d.functions[kind] = list end
	d.clocks = clocks.read(declared.clocks, "clocks", d)
	parts.read(declared, d)
	local out = call.bind(d)
	for _, key in ipairs(data_keys) do out[key] = d[key] end
	return out
end

return register
