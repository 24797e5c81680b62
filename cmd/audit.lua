--[[
audit - whether the registers are as they were left, and their heads for paper.
--]]
local calendar = require "govpub.calendar"
local clocks = require "govpub.register.clocks"
local file = require "govpub.file"
local folder = require "govpub.folder"
local json = require "govpub.json"
local ledger = require "govpub.ledger"
local options = require "govpub.options"
local registry = require "govpub.register.registry"
local say = require "govpub.say"

local SENTENCES = { odd = "audit.odd", hash = "audit.hash", link = "audit.link", missing = "audit.missing",
	time = "audit.time", declaration = "audit.declaration", head = "audit.head", record = "audit.record",
	moves = "audit.moves", extra = "audit.extra", links = "audit.links", words = "audit.words", vault = "audit.vault",
	["vault-gone"] = "audit.vault-gone", file = "audit.file", ["file-changed"] = "audit.file-changed",
	["file-stray"] = "audit.file-stray", schema = "audit.schema", index = "audit.index" }

-- "foi 12", "foi 01ARZ…", for people
local function place_of(finding)
	if not finding.reg then return "—" end
	return ("%s %s"):format(finding.reg, finding.seq or finding.rid or "")
end

local harmless = { time = true, ["file-stray"] = true }

-- a clock that ran backwards and a file too many are worth a look; all else is damage
local function status_of(findings)
	local status = 0
	for _, finding in ipairs(findings) do
		if not harmless[finding.what] then return 7 end
		status = 1
	end
	return status
end

-- Clocks follow from records, today and the calendar: what is stored of them may be out of date, and is no evidence.
local function refresh_clocks(l, given, dir)
	local declared <close> = registry.open(dir)
	local today = calendar.read(given["--today"] or "today")
	return select(2, clocks.refresh({ ledger = l, registry = declared, calendar = calendar.open(dir), today = today },
		{ open = true }))
end

local function verify(l, given, dir)
	local findings = {}
	local counts = l:verify(function(finding) findings[#findings + 1] = finding end)
	counts.clocks = #findings == 0 and not l:newer() and refresh_clocks(l, given, dir) or 0
	if given["--json"] then
		print(json.encode { counts = counts, findings = findings })
		return status_of(findings)
	end
	for _, finding in ipairs(findings) do
		say.line(SENTENCES[finding.what], { place = place_of(finding), detail = finding.detail or "" })
	end
	if counts.clocks > 0 then say.line("audit.clocks", counts) end
	say.line("audit.counts", counts)
	say.line(#findings == 0 and "audit.sound" or "audit.found", counts)
	return status_of(findings)
end

local function mark(l)
	l:begin()
	for _, head in ipairs(l:heads()) do l:mark_head(head.reg) end
	l:commit()
end

local function head(l, given)
	local heads = l:heads()
	if given["--mark"] then mark(l) end
	if given["--json"] then return print(json.encode(heads)) end
	if #heads == 0 then say.line "audit.no-heads" end
	for _, one in ipairs(heads) do print(("%s %d %s"):format(one.reg, one.seq, one.hash)) end
end

local function seal(l, given)
	local path = given["-o"] or say.fail("usage", "audit seal: write it to which file? -o FILE")
	local text, request = l:seal_heads()
	file.write(path, text)
	if given["--tsa"] then file.write(given["--tsa"], request) end
	mark(l)
	say.line("audit.sealed", { path = path })
	if given["--tsa"] then say.line("audit.request", { path = given["--tsa"] }) end
end

local ACTIONS = { verify = verify, head = head, seal = seal }
local OWN = { ["--mark"] = "head", ["-o"] = "seal", ["--today"] = "verify", ["--tsa"] = "seal" }

return function(args)
	local given, operands = options.read(args, {
		usage = "govpub audit [-C DIR] [--json] [--lang LANG] [--mark] [-o FILE] [--today DATE] [--tsa FILE] verify | head | seal",
		"-C DIR", "--json", "--lang LANG", "--mark", "-o FILE", "--today DATE", "--tsa FILE",
	})
	if not given then return end
	local word = operands[1] or say.fail("usage", "audit: what is to be done? verify, head or seal")
	local action = not operands[2] and ACTIONS[word]
	if not action then say.fail("usage", "audit: '%s' is none of verify, head, seal", operands[2] or word) end
	for option, of in pairs(OWN) do
		if given[option] and of ~= word then say.fail("usage", "audit: %s goes with '%s' only", option, of) end
	end
	local dir = folder.needed(given["-C"])
	local l <close> = ledger.open(dir)
	return action(l, given, dir)
end
