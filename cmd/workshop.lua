--[[
workshop - lessons to learn the program by: list them, start one, see what is still missing.

A lesson is a folder of examples/workshop/, NUMBER-name: its two READMEs, start/ and solution/
(laid over the sample office), and lesson.lua, whose checks are of the `kinds` below.
--]]
local cjson = require "cjson"
local embed = require "govpub.embed"
local folder = require "govpub.folder"
local options = require "govpub.options"
local sample = require "govpub.sample"
local say = require "govpub.say"

local MAX_FILE = 1 << 20 -- of the learner's; rules are far smaller

-- --- the lessons

local function lessons()
	local list = {}
	for _, path in ipairs(embed.list("examples/workshop/")) do
		local name, number = path:match("^examples/(workshop/(%d+)%-[^/]+)/lesson%.lua$")
		if name then
			local lesson = assert(load(embed.read(path), "@" .. path, "t", {}))()
			lesson.number, lesson.folder = tonumber(number), name
			list[#list + 1] = lesson
		end
	end
	return list
end

local function find_lesson(word)
	for _, lesson in ipairs(lessons()) do
		if lesson.number == tonumber(word) then return lesson end
	end
	say.fail("notfound", "there is no lesson '%s'; 'govpub workshop list' shows them", word)
end

-- --- looking at the learner's work

local function read(dir, path)
	local f = io.open(folder.join(dir, path), "rb")
	local text = f and f:read(MAX_FILE)
	if f then f:close() end
	return text
end

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

-- Each kind of check: what is missing, as a sentence with its params, or nil.
local kinds = {}

local function does_not_run(rule, why)
	return say.text(why and "workshop.broken-why" or "workshop.broken", { rule = rule, why = why })
end

local function no_file(path)
	return say.text("workshop.no-file", { path = path })
end

-- what a check of the portal's links says; it leaves nothing behind
local function checked_links(dir)
	local store = os.tmpname()
	local answer = ask(folder.join(dir, "portal"), "check-links", "--json", "-q", "--fresh", "--store", store, ".")
	for _, part in ipairs { "", "-wal", "-shm" } do os.remove(store .. part) end
	return answer and answer.links
end

-- pages have links no more that were broken
function kinds.unbroken(check, dir)
	local links = checked_links(dir)
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
	if check.withheld and not read(folder.join(dir, "portal"), check.page) then return end
	local pages, why = reported(dir, check.rule, { check.page })
	if not pages then return does_not_run(check.rule, why) end
	if #pages > 0 then return check.missing end
end

-- no gap is left in a file
function kinds.filled(check, dir)
	local source, line = read(dir, check.path), 0
	if not source then return no_file(check.path) end
	for text in (source .. "\n"):gmatch("(.-)\n") do
		line = line + 1
		if text:find(check.gap, 1, true) then return check.missing, { line = line } end
	end
end

-- a file has a piece of text
function kinds.text(check, dir)
	local source = read(dir, check.path)
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
	if not read(dir, check.path) then return no_file(check.path) end
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

-- --- list, start, reset, check

local actions = {}

function actions.list()
	for _, lesson in ipairs(lessons()) do
		say.line("workshop.lesson", { n = lesson.number, title = say.choose(lesson.title), minutes = lesson.minutes })
	end
	say.line("workshop.how-to-start")
end

function actions.start(number, dir)
	if not dir then say.fail("usage", "start a lesson where? govpub workshop start N DIR") end
	local lesson, state = find_lesson(number), folder.state(dir)
	if state == "file" then say.fail("usage", "%s: is no folder", dir) end
	if state == "full" then
		say.fail("denied", "%s: has files already; a lesson starts in an empty folder or a new one", dir)
	end
	for _, part in ipairs(sample.lesson(lesson.folder)) do folder.add(dir, part.path, part.bytes) end
	local readme = say.language == "zh" and "README.zh-CN.md" or "README.md"
	say.line("workshop.started", { n = lesson.number, title = say.choose(lesson.title), dir = dir,
		readme = folder.join(dir, readme) })
end

-- the folder in which a lesson was started, `dir` or one above it
local function started(dir)
	return folder.office(dir or ".") or
		say.fail("notfound", "%s: no lesson was started here; see 'govpub workshop list'", dir or ".")
end

-- everything as at the start; what was changed is kept beside, and files of the learner's own stay
function actions.reset(number, dir)
	local lesson, office = find_lesson(number), started(dir)
	local heading = embed.read("examples/" .. lesson.folder .. "/README.md"):match("^[^\n]*")
	if (read(office, "README.md") or ""):match("^[^\n]*") ~= heading then
		say.fail("denied", "%s: is no folder of lesson %s; README.md says which it is", office, number)
	end
	local kept, changed = folder.unused(office, "before-reset"), 0
	for _, part in ipairs(sample.lesson(lesson.folder)) do
		local now = read(office, part.path)
		if now ~= part.bytes then
			if now then folder.move(office, part.path, kept) end
			folder.add(office, part.path, part.bytes)
			changed = changed + 1
		end
	end
	say.line(changed > 0 and "workshop.reset" or "workshop.as-it-was", { n = lesson.number, count = changed, kept = kept })
end

function actions.check(number, dir)
	local lesson, missing = find_lesson(number), 0
	local office = started(dir)
	for _, check in ipairs(lesson.checks) do
		local sentence, params = kinds[check.kind](check, office)
		if sentence then
			missing = missing + 1
			say.line("workshop.missing", { what = say.fill(say.choose(sentence), params) })
			if check.first then break end -- until this holds, the others say nothing new
		end
	end
	if missing > 0 then return 1 end
	say.line("workshop.done", { n = lesson.number })
end

actions["列表"], actions["开始"], actions["检查"] = actions.list, actions.start, actions.check
actions["重来"] = actions.reset

return function(args)
	local given, operands = options.read(args, {
		usage = "govpub workshop [--lang LANG] list | start N DIR | check N [DIR] | reset N [DIR]",
		"--lang LANG",
	})
	if not given then return end
	local action = actions[operands[1] or "list"]
	if not action then say.fail("usage", "workshop: '%s' is none of list, start, check, reset", operands[1]) end
	if action ~= actions.list and not operands[2] then
		say.fail("usage", "which lesson? 'govpub workshop list' shows their numbers")
	end
	if #operands > (action == actions.list and 1 or 3) then
		say.fail("usage", "workshop: '%s' is too much", operands[#operands])
	end
	return action(operands[2], operands[3])
end
