--[[
Asking a person, where there is one.

  ask.possible(given)              whether somebody sits at the terminal and --no-input was not given
  ask.fields(world, questions)     fills questions' values one by one; "<" goes back to the one before, an empty line
                                   leaves out what is optional
      question: { label, field or nil, free or nil, optional, value }
  ask.agree(sentence, given)       whether the answer is yes; --yes is yes; where nobody can be asked, the verb ends
--]]
local dates = require "govpub.register.dates"
local howto = require "govpub.register.howto"
local output = require "govpub.register.output"
local say = require "govpub.say"
local terminal = require "govpub.terminal"
local text = require "govpub.text"
local values = require "govpub.register.values"

local MAX_HINT = 60 -- columns

local ask = {}

function ask.possible(given) return not given["--no-input"] and terminal.asks() end

-- what is expected: behind the name, or where it is long on a line of its own
local function hint(question)
	local said = output.plain(howto.value(question.field or { type = question.kind or "text" }))
	if said == "" then return "", "" end
	if text.width(said) > MAX_HINT then return said .. "\n", "" end
	return "", ("（%s）"):format(said)
end

local function read_answer(world, question, line)
	if question.field then return values.read(question.field, line, world:reader()) end
	return values.read({ key = "", type = question.kind or "text" }, line, world:reader())
end

-- what was understood, where it is not what was typed
local function echo(world, question, value)
	local kind = question.field and question.field.type or question.kind
	if kind == "date" then io.write("    → ", dates.spell(value, world.calendar), "\n") end
end

function ask.fields(world, questions)
	local i = 1
	while questions[i] do
		local question = questions[i]
		local before, behind = hint(question)
		io.write(before, output.plain(question.label), behind, question.optional and say.text "record.optional" or "", " ▸ ")
		io.flush()
		local line = io.read "l"
		if not line then say.fail("usage", "the input ended before everything was asked") end
		if line == "<" then
			i = math.max(1, i - 1)
		else
			local value, why = read_answer(world, question, line)
			if why then
				io.write("    ", output.plain(why), "\n")
			elseif value == nil and not question.optional then
				io.write("    ", say.text "record.needed", "\n")
			else
				question.value = value
				if value ~= nil then echo(world, question, value) end
				i = i + 1
			end
		end
	end
end

local yes = { y = true, yes = true, all = true, ["是"] = true, ["好"] = true, ["全部"] = true }

function ask.agree(sentence, given)
	if given["--yes"] then return true end
	if not ask.possible(given) then say.fail("usage", "%s: say --yes", sentence) end
	io.write(sentence, " ▸ ")
	io.flush()
	return yes[(io.read "l" or ""):lower():match "^%s*(.-)%s*$"] == true
end

return ask
