--[[
workshop - lessons to learn the program by: list them, start one, see what is still missing; and the trainer's guide.

A lesson is a folder of examples/workshop/, NUMBER-name: its two READMEs, start/ and solution/
(laid over the sample office), and lesson.lua, whose checks are of the kinds of govpub.workshop.kinds.
examples/workshop/TRAINER*.md is for who holds the workshop.
--]]
local embed = require "govpub.embed"
local folder = require "govpub.folder"
local options = require "govpub.options"
local sample = require "govpub.sample"
local say = require "govpub.say"
local kinds = require "govpub.workshop.kinds"

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

-- --- list, start, reset, check

local actions = {}

function actions.list()
	for _, lesson in ipairs(lessons()) do
		say.line("workshop.lesson", { n = lesson.number, title = say.choose(lesson.title), minutes = lesson.minutes })
	end
	say.line("workshop.how-to-start")
end

function actions.guide()
	io.write(embed.read(say.language == "zh" and "examples/workshop/TRAINER.zh-CN.md" or "examples/workshop/TRAINER.md"))
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
	if (folder.read(office, "README.md") or ""):match("^[^\n]*") ~= heading then
		say.fail("denied", "%s: is no folder of lesson %s; README.md says which it is", office, number)
	end
	local kept, changed = folder.unused(office, "before-reset"), 0
	for _, part in ipairs(sample.lesson(lesson.folder)) do
		local now = folder.read(office, part.path)
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
actions["重来"], actions["指南"] = actions.reset, actions.guide

return function(args)
	local given, operands = options.read(args, {
		usage = "govpub workshop [--lang LANG] list | start N DIR | check N [DIR] | reset N [DIR] | guide",
		"--lang LANG",
	})
	if not given then return end
	local action = actions[operands[1] or "list"]
	if not action then say.fail("usage", "workshop: '%s' is none of list, start, check, reset, guide", operands[1]) end
	local alone = action == actions.list or action == actions.guide
	if not alone and not operands[2] then
		say.fail("usage", "which lesson? 'govpub workshop list' shows their numbers")
	end
	if #operands > (alone and 1 or 3) then
		say.fail("usage", "workshop: '%s' is too much", operands[#operands])
	end
	return action(operands[2], operands[3])
end
