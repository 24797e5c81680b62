--[[
Reads the words behind a verb, as getopt_long(3) does for the verbs in C.

  local given, operands = options.read(args, {
      usage = "govpub new [-C DIR] rule NAME",  -- what -h prints, and the manual's synopsis
      "-C DIR", "--example",                    -- an option with a value, and one without
  })
  if not given then return end                  -- -h: the usage was printed

given["-C"] is the value, given["--example"] true. Every verb knows -h, --help and --lang.
--]]
local say = require "govpub.say"

local options = {}

local function take_value(given, name, value)
	if name == "--lang" and value ~= "zh" and value ~= "en" then
		say.fail("usage", "--lang: '%s' is neither zh nor en", value)
	end
	given[name] = value
end

-- "--name=value", "--name" and "-Cvalue" apart: name, value or nil
local function split(word)
	if word:find("^%-%-") then
		local name, value = word:match("^(.-)=(.*)$")
		return name or word, value
	end
	return word:sub(1, 2), word:sub(3):match("^.+")
end

function options.read(args, spec)
	local has_value, given, operands = { ["-h"] = false, ["--help"] = false, ["--lang"] = true }, {}, {}
	for _, form in ipairs(spec) do has_value[form:match("^%S+")] = form:find(" ", 1, true) ~= nil end
	local i = 1
	while args[i] do
		local word = args[i]
		local name, value = split(word)
		if word == "--" then
			table.move(args, i + 1, #args, #operands + 1, operands)
			break
		elseif not word:find "^%-[%w-]" then -- `-`, and what filters begin with: -标签
			operands[#operands + 1] = word
		elseif has_value[name] == nil or value and not has_value[name] then
			say.fail("usage", "unknown option %s", word)
		elseif name == "-h" or name == "--help" then
			print("usage: " .. spec.usage)
			return nil
		elseif not has_value[name] then
			given[name] = true
		else
			if not value then
				i = i + 1
				value = args[i] or say.fail("usage", "%s needs a value", name)
			end
			take_value(given, name, value)
		end
		i = i + 1
	end
	return given, operands
end

return options
