--[[
The kinds of checks of lessons. kinds.KIND(check, dir): `check` is a row of the lesson's lesson.lua, `dir` the folder
of the learner; returns what is missing as a sentence, and its params, or nil.
--]]
local cjson = require "cjson"
local folder = require "govpub.folder"
local say = require "govpub.say"

local STALE = 14 -- days without an article, as of govpub-check-links(1)

local function quote(word)
	return "'" .. word:gsub("'", "'\\''") .. "'"
end

-- What this program prints when it is run in `dir`. Its errors go to the learner as they are. The
-- shell becomes the program, whose file is named by its parent, which is us.
local function run(dir, ...)
	local words = { ... }
	for i, word in ipairs(words) do words[i] = quote(word) end
	local command = ("cd %s && exec /proc/$PPID/exe %s"):format(quote(dir), table.concat(words, " "))
	local p <close> = assert(io.popen(command, "r"))
	return p:read("a")
end

-- the same as JSON, or nil
local function ask(dir, ...)
	local decoded, answer = pcall(cjson.decode, run(dir, ...))
	return decoded and answer or nil
end

-- The pages of the portal that a rule reports, as paths of the site, and files beside the portal as paths of
-- the lesson; nil and perhaps the reason: it does not run.
local function reported(dir, rule, pages)
	local answer = ask(folder.join(dir, "portal"), "rules", "run", "--json", "--rules", rule, "--", table.unpack(pages))
	local found = {}
	for _, finding in ipairs(answer and answer.findings or {}) do
		if finding.severity == "unchecked" then return nil, say.choose(finding.message) end
		found[#found + 1] = ("/" .. finding.where.file):gsub("^/%.%./", "")
	end
	return answer and found
end

local kinds = {}

local function does_not_run(rule, why)
	return say.text(why and "workshop.broken-why" or "workshop.broken", { rule = rule, why = why })
end

local function no_file(path)
	return say.text("workshop.no-file", { path = path })
end

-- what a check of the portal's links says; it leaves nothing behind
local function checked(dir, ...)
	local store = os.tmpname()
	local answer = ask(folder.join(dir, "portal"), "check-links", "--json", "-q", "--fresh", "--store", store, ".", ...)
	for _, part in ipairs { "", "-wal", "-shm" } do os.remove(store .. part) end
	return answer
end

-- pages have links no more that were broken
function kinds.unbroken(check, dir)
	local answer = checked(dir)
	local links = answer and answer.links
	if not links then return say.text("workshop.no-check") end
	for _, wanted in ipairs(check.links) do
		for _, link in ipairs(links) do
			local there = link.url:sub(-#wanted.url) == wanted.url
			if there and link.broken then return check.missing, wanted end
		end
	end
end

-- a rule has nothing more to say about a page or file, or, where that will do, the file is not there any more
function kinds.clean(check, dir)
	if check.withheld and not folder.read(folder.join(dir, "portal"), check.page) then return end
	local pages, why = reported(dir, check.rule, { check.page })
	if not pages then return does_not_run(check.rule, why) end
	if #pages > 0 then return check.missing end
end

-- what an account published was read, opens, and is not older than it may be
function kinds.account(check, dir)
	local answer = checked(dir, "--accounts", "--rules", "none", "--today", check.today)
	if not answer then return say.text("workshop.no-check") end
	for _, account in ipairs(answer.accounts) do
		if account.name == check.name and account.state == "whole"
			and (not check.articles or account.articles == check.articles) then
			if account.broken + account.blocked > 0 then return check.broken, { n = account.broken + account.blocked } end
			if type(account.age) ~= "number" or account.age > STALE then
				return check.stale, { newest = account.age == cjson.null and "?" or account.newest }
			end
			return nil
		end
	end
	return check.missing, { articles = check.articles }
end

-- the tests of an adapter pass
function kinds.adapter(check, dir)
	local answer = ask(dir, "accounts", "test", "--json", check.name)
	if not answer or answer.failed > 0 then return check.missing end
end

-- no gap is left in a file
function kinds.filled(check, dir)
	local source, line = folder.read(dir, check.path), 0
	if not source then return no_file(check.path) end
	for text in (source .. "\n"):gmatch("(.-)\n") do
		line = line + 1
		if text:find(check.gap, 1, true) then return check.missing, { line = line } end
	end
end

-- a file has a piece of text
function kinds.text(check, dir)
	local source = folder.read(dir, check.path)
	if not source then return no_file(check.path) end
	if not source:find(check.pattern) then return check.missing end
end

-- the tests of a rule pass, and there are enough of them
function kinds.tests(check, dir)
	local answer = ask(dir, "rules", "test", "--json", check.rule)
	local least = check.at_least or 1
	if not answer then return does_not_run(check.rule) end
	if answer.failed > 0 then return check.missing end
	if #answer.tests < least then return check.few, { n = #answer.tests, least = least } end
end

-- a list says what to write in the place of terms of a text
function kinds.lists(check, dir)
	if not folder.read(dir, check.path) then return no_file(check.path) end
	local answer, instead = ask(dir, "terms", "--json", check.text, check.path), {}
	for _, hit in ipairs(answer and answer.hits or {}) do instead[hit.term] = hit.instead end
	for term, wanted in pairs(check.terms) do
		if instead[term] ~= wanted then return check.missing, { term = term, instead = wanted } end
	end
end

-- a rule finds these of the files, of all pages of the portal when none are named, and no others
function kinds.finds(check, dir)
	local pages, why = reported(dir, check.rule, check.files or folder.files(folder.join(dir, "portal"), "%.html$"))
	if not pages then return does_not_run(check.rule, why) end
	local wanted, extra = {}, {}
	for _, page in ipairs(check.pages) do wanted[page] = true end
	for _, page in ipairs(pages) do
		if not wanted[page] then extra[#extra + 1] = page end
		wanted[page] = nil
	end
	if next(wanted) then return check.missing end
	if #extra > 0 then return check.extra, { n = #extra, page = extra[1] } end
end

-- an office has installed a pack, and it is in this state
function kinds.pack(check, dir)
	local answer = ask(dir, "rules", "verify", "--json", "-C", check.office)
	for _, pack in ipairs(answer and answer.packs or {}) do
		if pack.name == check.name then
			if pack.state == check.state then return nil end
			return check.missing, { state = pack.state }
		end
	end
	return check.absent
end

-- a form of report has a section, and the office has written it
function kinds.section(check, dir)
	local answer = ask(dir, "annual-report", "status", "--json", "--form", check.form, tostring(check.year))
	if not answer then return say.text("workshop.broken-form", { form = check.form }) end
	for _, section in ipairs(answer.reports[1].sections) do
		if section.heading == check.heading then return section.empty and check.empty or nil end
	end
	return check.missing
end

-- a form says of a cell what counts, in these words
function kinds.hint(check, dir)
	local answer = ask(dir, "annual-report", "cell", "--json", "--form", check.form, check.cell, tostring(check.year))
	if not answer then return say.text("workshop.broken-form", { form = check.form }) end
	if not (answer.hint or ""):find(check.words, 1, true) then return check.missing end
end

-- a check of a form reports a cell of a file of figures; with never = true, it does not
function kinds.reports(check, dir)
	local answer = ask(dir, "annual-report", "check", "--json", "--form", check.form, check.path)
	if not answer then return say.text("workshop.broken-form", { form = check.form }) end
	local found = false
	for _, finding in ipairs(answer.findings) do
		found = found or finding.rule == check.rule and (check.never or finding.where.cells[1] == check.cell)
	end
	if found == (check.never or false) then return check.missing end
end

-- the draft of a report has these words
function kinds.renders(check, dir)
	local page = run(dir, "annual-report", tostring(check.year), "--form", check.form, "--draft", "--format", "html", "-o", "-")
	if not page:find(check.words, 1, true) then return check.missing end
end

-- the part of a declared register that "fields.phone.pii" names; lists by the keys of their entries
local function part_of(declared, path)
	local part = declared
	for word in path:gmatch "[^.]+" do
		local found = type(part) == "table" and part[word]
		for _, entry in ipairs(type(part) == "table" and part or {}) do
			if entry.key == word then found = entry end
		end
		part = found
	end
	return part
end

-- a register is declared, and one of its parts is so
function kinds.declares(check, dir)
	local declared = ask(dir, "reg", "show", check.register, "--json")
	if not declared then return say.text("workshop.broken-register", { register = check.register }) end
	if part_of(declared, check.part) ~= check.value then return check.missing end
end

-- a statistic of a register counts so many at least
function kinds.counts(check, dir)
	local answer = ask(dir, check.register, "stat", check.name, tostring(check.year), "--json")
	if not answer then return say.text("workshop.broken-register", { register = check.register }) end
	if answer[1].n < check.least then return check.missing, { n = math.tointeger(answer[1].n) } end
end

-- a register has a deadline on this day that is still to be met
function kinds.deadline(check, dir)
	for _, one in ipairs(ask(dir, check.register, "due", "--json") or {}) do
		if one.clock == check.clock and one.due == check.due then return nil end
	end
	return check.missing
end

return kinds
