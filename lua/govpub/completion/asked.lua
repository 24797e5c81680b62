--[[
The line that is being typed, and what may stand at the cursor.

  asked.new(words, n)       words behind `govpub`, the n-th is completed; close it, or say <close>
      { words, n, prefix, found = { { word, about }, … }, kind = nil | "files" | "folders" }
  asked:put(word, about)    one that may stand there; it is left out where it does not begin with what was typed
  asked:named(key, label, lead)   by its key or its label, behind what was typed already (lead)
  asked:speaks(text)        "zh" or "en": the language in which the text was begun
  asked:files(), asked:folders()   names of files may stand there as well
  asked:registry()          the registers of the office; nil: there is no office here
  asked:world()             as govpub.register.world has it; nil: no office, or nothing was ever registered
--]]
local folder = require "govpub.folder"
local registry = require "govpub.register.registry"
local say = require "govpub.say"
local world = require "govpub.register.world"

local DATABASE = "data/govpub.db"

local asked = {}
asked.__index = asked

function asked.new(words, n)
	return setmetatable({ words = words, n = n, prefix = words[n] or "", found = {}, seen = {} }, asked)
end

function asked:put(word, about)
	if word == "" or self.seen[word] or word:sub(1, #self.prefix) ~= self.prefix or word:find "%c" then return end
	self.seen[word] = true
	self.found[#self.found + 1] = { word, about and say.choose(about) or "" }
end

-- Who began in letters of ours goes on so; an empty word is in the language of the user.
function asked:speaks(text)
	if text:find "[\128-\255]" then return "zh" end
	return text ~= "" and "en" or say.language
end

function asked:named(key, label, lead)
	lead = lead or ""
	local typed = self.prefix:sub(#lead + 1)
	local zh = type(label) == "table" and label.zh or type(label) == "string" and label
	if self:speaks(typed) == "zh" and zh and not zh:find "%s" then
		self:put(lead .. zh, key)
	else
		self:put(lead .. key, label)
	end
end

function asked:files() self.kind = "files" end
function asked:folders() self.kind = "folders" end

-- -C DIR, wherever it stands
local function office_of(self)
	for i, word in ipairs(self.words) do
		if word == "-C" and i ~= self.n - 1 then return folder.office(self.words[i + 1] or ".") end
	end
	return folder.office "."
end

function asked:registry()
	if self.registers == nil then
		local here = self:world()
		local dir = not here and office_of(self)
		self.registers = here and here.registry or dir and registry.open(dir) or false
	end
	return self.registers or nil
end

function asked:world()
	if self.here == nil then
		local dir = office_of(self)
		self.here = dir and folder.exists(folder.join(dir, DATABASE)) and world.open { ["-C"] = dir } or false
	end
	return self.here or nil
end

function asked:close()
	if self.here then self.here:close() elseif self.registers then self.registers:close() end
end
asked.__close = asked.close

return asked
