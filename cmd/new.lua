--[[
new - starts a script of the office from a template that works as it is.
--]]
local embed = require "govpub.embed"
local folder = require "govpub.folder"
local options = require "govpub.options"
local say = require "govpub.say"

local kinds = { rule = "rules", ["规则"] = "rules" } -- kind → folder of the office

local LONGEST = 64 -- of a part of a name
-- lib/ holds modules and tests/ pages, and the others choose rules on the command line
local reserved = { lib = true, tests = true, all = true, none = true, office = true, shipped = true }

local function valid(name)
	for part in (name .. "/"):gmatch("([^/]*)/") do
		if #part > LONGEST or reserved[part] or not part:find("^[a-z0-9][a-z0-9_-]*$") then return false end
	end
	return select(2, name:gsub("/", "")) <= 1
end

return function(args)
	local given, operands = options.read(args, {
		usage = "govpub new [-C DIR] [--lang LANG] rule NAME",
		"-C DIR", "--lang LANG",
	})
	if not given then return end
	local kind, name = operands[1], operands[2]
	if kind and not name and not kinds[kind] and valid(kind) then
		say.fail("usage", "new: the word rule is missing before the name: govpub new rule %s", kind)
	end
	if #operands ~= 2 then say.fail("usage", "new makes one rule: govpub new rule NAME") end
	if not kinds[kind] then say.fail("usage", "new: '%s' cannot be made; this version makes: rule", kind) end
	if not valid(name) then
		say.fail("usage",
			"'%s' is no name for a rule; write a-z, 0-9, - and _, with at most one folder: policy/number", name)
	end
	local start = given["-C"] or "."
	local office = folder.office(start)
	if not office then
		say.fail("notfound", "%s: there is no office.lua here or above; govpub init DIR makes an office", start)
	end
	local path = ("%s/%s.lua"):format(kinds[kind], name)
	if #embed.list(path) > 0 then
		say.fail("denied",
			"%s: a shipped rule has this name; choose another, or to replace it begin with govpub rules show --source %s",
			name, name)
	end
	local source = embed.read(("lua/template/%s/rule.lua"):format(say.language)):gsub("{id}", name)
	if not folder.add(office, path, source) then
		say.fail("denied", "%s: exists already; nothing was changed", folder.join(office, path))
	end
	say.line("new.written", { path = folder.join(office, path) })
	say.line("new.next", { name = name })
end
