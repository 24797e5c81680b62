--[[ the environment of `govpub shell`, beside what every script has

Runs in the worker with `host`, what it lends (core/script/script_shell.c), `env`, the environment that the session
keeps, and the function of show.lua. Returns { show, names, given, source } for the worker to call.

What host.ask{…} asks the parent (cmd/shell_session.c), and what comes back:
  { want = "page", word = W }               { slot = N } or { why = MESSAGE }
  { want = "try", rule = ID, slot = N }     { findings = { … } } or { why = MESSAGE }
]]
local host, env, show_value = ...

local findings_of = setmetatable({}, { __mode = "k" }) -- tables that try() returned

local function level_up(why) error(why, 3) end

function env.print(...)
	local words = {}
	for i = 1, select("#", ...) do words[i] = tostring((select(i, ...))) end
	for line in (table.concat(words, "\t") .. "\n"):gmatch("([^\n]*)\n") do host.print(line) end
end

function env.rule(declared)
	if type(declared) ~= "table" then level_up(host.word "rule: give a table") end
	return declared
end

env.pages = {}

function env.fetch(word)
	if type(word) ~= "string" then level_up(host.word "fetch: give an address or a file, in quotation marks") end
	local got = host.ask { want = "page", word = word }
	if got.why then level_up(got.why) end
	env.pages[got.slot] = host.page(got.slot)
	return env.pages[got.slot]
end

-- --- trying rules

-- a report as rules give it, resolved as far as one can without the rule's file
local function found(what, declared, lang)
	if type(what) == "string" then what = { message = what } end
	if type(what) ~= "table" then error(host.word "report: a message or a table", 3) end
	local one = {}
	for k, v in pairs(what) do one[k] = v end
	one.at = nil
	local _, _, fields = host.about(what.at)
	for _, name in ipairs(fields or {}) do -- a part of a file has no column
		if name == "line" or name == "col" then one[name] = what.at[name] end
	end
	one.message = one.message or declared.message or ""
	if type(one.message) == "table" then one.message = one.message[lang] or one.message.en or one.message.zh end
	one.message = tostring(one.message):gsub("{([%w_]+)}", function(name)
		return one.params and one.params[name] ~= nil and tostring(one.params[name]) or nil
	end)
	one.params = nil
	one.severity = one.severity or declared.severity or "warning"
	return one
end

local function arguments(declared, given)
	local args = {}
	for name, about in pairs(type(declared.args) == "table" and declared.args or {}) do
		args[name] = type(about) == "table" and about.default or nil
	end
	for name, v in pairs(given or {}) do args[name] = v end
	return args
end

local function try_table(declared, page, given)
	if type(declared.check) ~= "function" then level_up(host.word "try: this table has no function check") end
	local list, args = {}, arguments(declared, given)
	local function report(what) list[#list + 1] = found(what, declared, host.lang) end
	for _, word in ipairs(type(declared.on) == "table" and declared.on or { declared.on or "page" }) do
		if word == "page" or word == "document" then
			declared.check(page, report, args)
		elseif word == "link" and page.on ~= "document" then
			for _, link in ipairs(page.links) do declared.check(link, report, args) end
		else
			level_up(host.word "try: a rule in the shell is on pages or links")
		end
	end
	return list
end

function env.try(rule, page, args)
	if page == nil then page = rawget(env, "page") end
	local slot = host.slot(page)
	if not slot then level_up(host.word "try: give a rule and a page") end
	local list
	if type(rule) == "function" then rule = { check = rule } end
	if type(rule) == "table" then
		list = try_table(rule, page, args)
	else
		local got = host.ask { want = "try", rule = tostring(rule), slot = slot }
		if got.why then level_up(got.why) end
		list = got.findings
	end
	findings_of[list] = true
	return list
end

-- --- for the worker

local function findings_text(list)
	local lines = {}
	for i, f in ipairs(list) do
		local at = f.line and f.line > 0 and ("%d:%d "):format(f.line, f.col or 0) or ""
		lines[i] = ("%s%s: %s%s"):format(at, f.severity or "", host.escape(f.message or ""),
			(f.evidence or "") ~= "" and " [" .. host.escape(f.evidence) .. "]" or "")
	end
	return #list == 0 and "{} -- " .. host.word "nothing was found" or table.concat(lines, "\n")
end

local function show(width, ...)
	local texts = {}
	for i = 1, select("#", ...) do
		local v = select(i, ...)
		texts[i] = findings_of[v] and findings_text(v) or show_value(host, width, v)
	end
	-- nothing is said of a call that returns nothing
	return table.concat(texts, "\n") .. (#texts > 0 and "\n" or "")
end

local function given(slot, is_page)
	env.pages[slot] = host.page(slot)
	if is_page then env.page = env.pages[slot] end
end

-- what a name of the chain leads to: plain keys only, no call
local function step(at, word)
	if word:find("^%d+$") then word = math.tointeger(tonumber(word)) end
	if type(at) == "table" then return rawget(at, word) end
	if type(at) == "string" then return nil end
	local kind, _, fields = host.about(at)
	if kind == "record" then
		for _, name in ipairs(fields) do
			if name == word then return at[word] end
		end
		return nil
	end
	return kind and math.type(word) == "integer" and at[word] or nil
end

local function list_of(at, methods_only)
	local names = {}
	local function add(name, is_call)
		if type(name) == "string" and name:find("^[%a_][%w_]*$") and (is_call or not methods_only) then
			names[#names + 1] = is_call and name .. "(" or name
		end
	end
	if type(at) == "string" then at = string end
	local kind, _, fields, methods = host.about(at)
	for _, name in ipairs(kind == "record" and fields or {}) do add(name, false) end
	for _, name in ipairs(kind == "record" and methods or {}) do add(name, true) end
	if type(at) == "table" then
		for k, v in next, at do add(k, type(v) == "function") end
	end
	return names
end

local function names(text)
	local chain, mark, begun = text:match("([%w_%.%[%]]-)([.:]?)([%a_]?[%w_]*)$")
	local at = env
	if mark ~= "" then
		for word in chain:gmatch("[%w_]+") do
			at = step(at, word)
			if at == nil then return {} end
		end
	elseif chain ~= "" then
		return {}
	end
	local fit = {}
	for _, name in ipairs(list_of(at, mark == ":")) do
		if name:sub(1, #begun) == begun then fit[#fit + 1] = name end
	end
	table.sort(fit)
	return fit
end

-- `local` at the beginning of a piece would end with it: such a name stays
local function source(text)
	local blank, rest = text:match("^(%s*)local(%s+.*)$")
	if rest and (rest:find("^%s+function%s") or rest:find("^[%s%w_,]+=[^=]")) then return blank .. "     " .. rest end
	return text
end

return { show = show, names = names, given = given, source = source }
