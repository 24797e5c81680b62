--[[
What a verb takes, read from the synopsis in its manual: tests hold it to what the program does.

  synopsis.forms(verb)            { { words, options, takes }, … }: the ways to call it
      words    what may stand first behind the verb: { "list" }, or { "rule", "report", … }
      options  { ["--json"] = false, ["-o"] = "FILE", ["--format"] = "xlsx|json" }: false takes no value
      takes    the names of its operands: { FILE = true }
  synopsis.options(verb, word)    the options of the forms that begin with the word, of all where none does
--]]
local manual = require "govpub.manual"

local synopsis = {}

-- the lines of one form belong together: a new one begins at the margin
local function texts(verb)
	local list = {}
	local section = ("\n" .. (manual.page(verb) or "")):match "\nSYNOPSIS\n(.-)\n%u" or ""
	for line in section:gmatch "[^\n]+" do
		local form = line:match "^     govpub [^ ]+(.*)$"
		if form then list[#list + 1] = form elseif list[1] then list[#list] = list[#list] .. " " .. line:match "^%s*(.-)$" end
	end
	return list
end

local function options_of(text)
	local options = {}
	for name, at in (" " .. text):gmatch "%f[-]%f[-%w](%-%-?%w[%w-]*)()" do
		local rest = (" " .. text):sub(at)
		options[name] = rest:match "^ (%u[%u=.|]*)" or rest:match "^ (%l[%l|]*)" or false
	end
	return options
end

local function words_of(text)
	local words = {}
	text = text:gsub("^%s*%[(%l[%l-]*)%]", "%1"):gsub("%b[]", "")
	for part in text:gmatch "[^|]+" do words[#words + 1] = part:match "^%s*(%l[%l-]*)" end
	return words
end

function synopsis.forms(verb)
	local forms = {}
	for i, text in ipairs(texts(verb)) do
		local rest = text:gsub("%[%-[^%]]*%]", ""):gsub("%f[-]%-%-?%w[%w-]*", "")
		local takes = {}
		for name in rest:gmatch "%f[%w]%u[%u_]*%f[^%w]" do takes[name] = true end
		forms[i] = { words = words_of(rest), options = options_of(text), takes = takes }
	end
	return forms
end

local function begins(form, word)
	for _, name in ipairs(form.words) do
		if name == word then return true end
	end
	return false
end

function synopsis.options(verb, word)
	local all, own = {}, {}
	for _, form in ipairs(synopsis.forms(verb)) do
		for name, value in pairs(form.options) do
			all[name] = all[name] or value
			if begins(form, word) then own[name] = own[name] or value end
		end
	end
	return next(own) and own or all
end

return synopsis
