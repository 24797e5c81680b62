--[[
What may stand at the cursor of a line that begins with govpub: verbs and registers, then what the verb takes.

  verbs.complete(words, n)   { { word, about }, … }, kind; words: those behind `govpub`, the n-th is completed;
                             kind: "files", "folders" where names of files may stand there as well, or nil
--]]
local asked_module = require "govpub.completion.asked"
local manual = require "govpub.manual"
local register = require "govpub.completion.register"
local synopsis = require "govpub.completion.synopsis"

local verbs = {}

local files = { FILE = true, PAGE = true, PACK = true, KEY = true, TERMS = true, PATH = true }
local folders = { DIR = true, FOLDER = true }
local words_of_option = { ["--lang"] = "zh|en", ["--fail-on"] = "error|warning|info" }

local function find_verb(word)
	for _, verb in ipairs(manual.verbs()) do
		if verb.name == word or verb.alias == word then return verb.name end
	end
end

local function put_registers(asked)
	local registry = asked:registry()
	for _, model in ipairs(registry and registry:all() or {}) do
		asked:named(model.id, model.decl.title)
		for _, alias in ipairs(asked.prefix ~= "" and model.decl.alias or {}) do asked:put(alias, model.id) end
	end
end

local function put_verbs(asked)
	for _, verb in ipairs(manual.verbs()) do
		local zh = asked:speaks(asked.prefix) == "zh"
		asked:put(zh and verb.alias or verb.name, verb.summary)
	end
end

-- --- options

local function take_kind(asked, names)
	for name in pairs(names) do
		if files[name] then asked:files() end
	end
	for name in pairs(names) do
		if folders[name] and asked.kind ~= "files" then asked:folders() end
		if name == "REGISTER" then put_registers(asked) end
	end
end

local function put_value(asked, name, takes, model)
	local words = words_of_option[name] or not takes:find "%u" and takes
	for word in (words or ""):gmatch "[^|]+" do asked:put(word) end
	if name == "-C" then asked:folders() elseif not words then
		local names = {}
		for one in takes:gmatch "%u+" do names[one] = true end
		take_kind(asked, names)
		if model then register.values(asked, model, name) end
	end
end

local function put_options(asked, options, allowed)
	local names = {}
	for name in pairs(options) do
		if not allowed or allowed[name] then names[#names + 1] = name end
	end
	table.sort(names)
	for _, name in ipairs(names) do asked:put(name, options[name] or nil) end
end

-- the words from the second to the one before `last`, without options and their values
local function operands(words, from, last, options)
	local list, i = {}, from
	while i <= last do
		local word = words[i]
		if word:find "^%-[%w-]" then
			i = i + (options[word] and 1 or 0)
		else
			list[#list + 1] = word
		end
		i = i + 1
	end
	return list
end

-- --- a verb, and a register

local function complete_verb(asked, verb)
	local before = operands(asked.words, 2, asked.n - 1, synopsis.options(verb))
	local options = synopsis.options(verb, before[1])
	local value = options[asked.words[asked.n - 1]]
	if asked.n > 2 and value then return put_value(asked, asked.words[asked.n - 1], value) end
	if asked.prefix:sub(1, 1) == "-" then return put_options(asked, options) end
	if verb == "help" then return not before[1] and put_verbs(asked) end
	for _, form in ipairs(synopsis.forms(verb)) do
		local mine = not form.words[1]
		for _, word in ipairs(form.words) do
			if not before[1] then asked:put(word) end
			mine = mine or word == before[1]
		end
		if mine then take_kind(asked, form.takes) end
	end
end

local common = { "-C", "--json", "--jsonl", "--lang", "--today" }

local function complete_register(asked, model, from)
	local options = synopsis.options "register"
	local before = operands(asked.words, from, asked.n - 1, options)
	local last = asked.words[asked.n - 1]
	if asked.n > from and options[last] then return put_value(asked, last, options[last], model) end
	if asked.prefix:sub(1, 1) == "-" then
		local allowed = {}
		for _, name in ipairs(common) do allowed[name] = true end
		for _, name in ipairs(register.options(model, before)) do allowed[name] = true end
		return put_options(asked, options, allowed)
	end
	register.words(asked, model, before, operands(asked.words, asked.n + 1, #asked.words, options))
end

function verbs.complete(words, n)
	local asked <close> = asked_module.new(words, n)
	local verb, name, from = find_verb(words[1] or ""), words[1], 2
	if n == 1 then
		put_verbs(asked)
		put_registers(asked)
	elseif verb == "register" and words[2]:find "^[^-]" or not verb then
		if verb and n == 2 then
			put_registers(asked)
		else
			if verb then name, from = words[2], 3 end
			local registry = asked:registry()
			local model = registry and registry:named(name)
			if model then complete_register(asked, model, from) end
		end
	else
		if verb == "register" and n == 2 and asked.prefix == "" then put_registers(asked) end
		complete_verb(asked, verb)
	end
	return asked.found, asked.kind
end

return verbs
