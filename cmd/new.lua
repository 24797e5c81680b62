--[[
new - starts a script, a list of terms or a pack of the office from a template that works as it is.
--]]
local embed = require "govpub.embed"
local folder = require "govpub.folder"
local options = require "govpub.options"
local say = require "govpub.say"

local LONGEST = 64 -- of a part of a name
-- lib/ holds modules and tests/ pages, and the others choose rules on the command line
local reserved = { lib = true, tests = true, all = true, none = true, office = true, shipped = true }

-- kind → folder of the office and of the shipped ones, whether a name may have a folder, the message on what to do next;
-- copy: one that takes the place of a shipped one begins as it is
local kinds = {
	rule = { folder = "rules", shipped = "rules", parts = 2, next = "new.next-rule" },
	report = { folder = "reports", shipped = "rules/reports", parts = 1, base = "foi-2021", next = "new.next-report" },
	register = { folder = "registers", shipped = "rules/registers", parts = 1, copy = true, valid = "^%l[%l%d_]*$", next = "new.next-register" },
	adapter = { folder = "adapters", shipped = "rules/adapters", parts = 1, next = "new.next-adapter" },
	terms = { folder = "terms", suffix = ".txt", parts = 1, next = "new.next-terms" },
	pack = { folder = "share", shipped = "rules", suffix = "/pack.lua", parts = 1, next = "new.next-pack",
		beside = { ["rules/link-text.lua"] = "rule.lua", ["README.md"] = "pack.md" } },
}
local chinese = { ["规则"] = "rule", ["报告"] = "report", ["登记簿"] = "register", ["适配器"] = "adapter", ["词表"] = "terms", ["规则包"] = "pack" }

local function valid(name, parts)
	for part in (name .. "/"):gmatch("([^/]*)/") do
		if #part > LONGEST or reserved[part] or not part:find("^[a-z0-9][a-z0-9_-]*$") then return false end
	end
	return select(2, name:gsub("/", "")) < parts
end

local function check_words(operands)
	local kind, name = chinese[operands[1]] or operands[1], operands[2]
	if kind and not name and not kinds[kind] and valid(kind, 2) then
		say.fail("usage", "new: the word rule or report is missing before the name: govpub new rule %s", kind)
	end
	if #operands ~= 2 then say.fail("usage", "new makes one rule, report, register, adapter, list of terms or pack: govpub new rule NAME") end
	if not kinds[kind] then
		say.fail("usage", "new: '%s' cannot be made; this version makes: rule, report, register, adapter, terms, pack", kind)
	end
	if not valid(name, kinds[kind].parts) or kinds[kind].valid and not name:find(kinds[kind].valid) then
		if kind == "register" then say.fail("usage", "'%s' is no name for a register; write a-z, then a-z, 0-9 and _", name) end
		if kind == "report" then say.fail("usage", "'%s' is no name for a report; write a-z, 0-9, - and _", name) end
		if kind == "pack" then say.fail("usage", "'%s' is no name for a pack; write a-z, 0-9, - and _", name) end
		if kind == "adapter" then say.fail("usage", "'%s' is no name for an adapter; write a-z, 0-9, - and _", name) end
		if kind == "terms" then say.fail("usage", "'%s' is no name for a list of terms; write a-z, 0-9, - and _", name) end
		say.fail("usage",
			"'%s' is no name for a rule; write a-z, 0-9, - and _, with at most one folder: policy/number", name)
	end
	return kind, name
end

-- what lies in the folder of a pack besides pack.lua
local function add_beside(office, dir, beside, name)
	for path, template in pairs(beside) do
		local id = template == "rule.lua" and name .. "/" .. path:match "([^/]+)%.lua$" or name
		local source = embed.read(("lua/template/%s/%s"):format(say.language, template)):gsub("{(%l+)}", { id = id })
		folder.add(office, dir .. "/" .. path, source)
	end
end

return function(args)
	local given, operands = options.read(args, {
		usage = "govpub new [-C DIR] [--lang LANG] rule|report|register|adapter|terms|pack NAME",
		"-C DIR", "--lang LANG",
	})
	if not given then return end
	local kind, name = check_words(operands)
	local start = given["-C"] or "."
	local office = folder.office(start)
	if not office then
		say.fail("notfound", "%s: there is no office.lua here or above; govpub init DIR makes an office", start)
	end
	local of_kind = kinds[kind]
	local suffix = of_kind.suffix or ".lua"
	local shipped = of_kind.shipped and #embed.list(("%s/%s%s"):format(of_kind.shipped, name, kind == "pack" and "/" or ".lua")) > 0
	if shipped and kind == "pack" then say.fail("denied", "%s: a shipped pack has this name; choose another", name) end
	if shipped and kind == "rule" then
		say.fail("denied",
			"%s: a shipped rule has this name; choose another, or to replace it begin with govpub rules show --source %s",
			name, name)
	end
	local path = of_kind.folder .. "/" .. name .. suffix
	local words = { id = name, base = shipped and name or of_kind.base }
	local template = ("lua/template/%s/%s%s"):format(say.language, kind, suffix:match "%.%l+$")
	local source = shipped and of_kind.copy and embed.read(("%s/%s.lua"):format(of_kind.shipped, name))
		or embed.read(template):gsub("{(%l+)}", words)
	if not folder.add(office, path, source) then
		say.fail("denied", "%s: exists already; nothing was changed", folder.join(office, path))
	end
	if of_kind.beside then add_beside(office, of_kind.folder .. "/" .. name, of_kind.beside, name) end
	say.line("new.written", { path = folder.join(office, path) })
	if shipped then say.line("new.instead", { name = name }) end
	say.line(of_kind.next, { name = name })
end
