--[[
The declared registers at hand: shipped ones, and those of an office and of packs, which add to them or take their place.

  local set <close> = set.open(dir)   dir: the office's folder, or nil
  set:all()          { { id, path, shipped, overrides, asks, pack or nil, declared or nil, broken or nil }, … } by id
  set.unused         such of packs whose names are taken: problem says by what
  set:named(word)    the one with this name, alias or title; ends the verb when it is not there
  set:sound(word)    the same; ends the verb when it is broken, too
--]]
local registers = require "govpub.registers"
local say = require "govpub.say"

local set = {}
set.__index = set
set.__close = function(self) self.registers:close() end

function set.open(dir)
	local opened = registers.open(dir)
	local list, unused = opened:list()
	return setmetatable({ registers = opened, list = list, unused = unused }, set)
end

local function declare(self, one)
	if not one.declared and not one.broken then one.declared, one.broken = self.registers:declared(one.id) end
	return one
end

function set:all()
	for _, one in ipairs(self.list) do declare(self, one) end
	return self.list
end

local function goes_by(one, word)
	local d = one.declared
	if one.id == word or one.pack and one.pack.name .. "/" .. one.id == word then return true end
	if not d or one.asks then return false end -- of a pack that is not trusted: its own name has to be said
	for _, alias in ipairs(d.alias or {}) do
		if alias == word then return true end
	end
	return d.title.zh == word or d.title.en == word
end

function set:named(word)
	local ids = {}
	for _, one in ipairs(self:all()) do
		if goes_by(one, word) then return one end
		ids[#ids + 1] = one.id
	end
	say.fail("notfound", "there is no register '%s'; there are: %s", word, table.concat(ids, " "))
end

function set:sound(word)
	local one = self:named(word)
	if one.broken then say.fail(one.problem and "conflict" or "script", "%s", one.broken) end
	return one
end

return set
