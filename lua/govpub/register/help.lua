--[[
`govpub foi -h`: what can be done with one register, in the words of its declaration.

  help.asked(args)            is -h or --help among the words, before a `--`?
  help.show(model, name)      prints it; name: the word that the register was called by
--]]
local actions = require "govpub.register.actions"
local say = require "govpub.say"
local text = require "govpub.text"

local help = {}

-- as a case goes, the dangerous last
local ORDER = { "add", "list", "show", "advance", "edit", "note", "attach", "link", "due", "print", "stat", "import", "export", "log", "undo", "erase" }

function help.asked(args)
	for _, word in ipairs(args) do
		if word == "--" then return false end
		if word == "-h" or word == "--help" then return true end
	end
	return false
end

-- what to type: labels in Chinese, keys in English (no blanks to quote); as many on a line as 76 columns take
local function words(heading, list, name)
	if not list or not list[1] then return end
	io.write("\n", say.text(heading, { name = name }), "\n")
	local line, width = " ", 1
	for _, one in ipairs(list) do
		local word = say.language == "zh" and say.choose(one.label) or one.key
		local wide = text.width(word)
		if width + 2 + wide > 76 and width > 1 then
			io.write(line, "\n")
			line, width = " ", 1
		end
		line, width = line .. " " .. word, width + 1 + wide
	end
	io.write(line, "\n")
end

function help.show(model, name)
	local decl = model.decl
	io.write(say.choose(decl.title), decl.alias and "  " .. table.concat(decl.alias, "  ") or "", "\n")
	io.write(say.text("rhelp.usage", { name = name }), "\n\n")
	local chinese = {}
	for _, action in ipairs(actions.list) do chinese[action.name] = action.chinese end
	for _, action in ipairs(ORDER) do
		io.write(("  %-8s %s  %s\n"):format(action, chinese[action], say.text("rhelp." .. action)))
	end
	words("rhelp.moves", decl.moves, name)
	words("rhelp.views", decl.views, name)
	words("rhelp.forms", decl.print, name)
	io.write("\n", say.text("rhelp.more", { reg = model.id }), "\n")
end

return help
