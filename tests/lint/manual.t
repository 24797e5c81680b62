#!/usr/bin/env lua5.4
-- the manual says what the program does: synopsis, options, causes, messages, exit codes
package.path = "tests/lib/?.lua;" .. package.path
local build = os.getenv("GP_BUILD") or "build"
local n, failed = 0, false

local function check(name, wrong)
	n = n + 1
	print(("%sok %d - %s"):format(#wrong == 0 and "" or "not ", n, name))
	for _, why in ipairs(wrong) do print("# " .. why) end
	failed = failed or #wrong > 0
end

local function output(command)
	local p <close> = assert(io.popen(command, "r"))
	return p:read("a")
end

local function lines(text) return text:gmatch("[^\n]+") end

local function read(path)
	local f <close> = assert(io.open(path, "rb"))
	return f:read("a")
end

-- what a has and b lacks, said with `why`
local function lacking(wrong, a, b, why)
	local list = {}
	for k in pairs(a) do
		if not b[k] then list[#list + 1] = why:format(k) end
	end
	table.sort(list)
	table.move(list, 1, #list, #wrong + 1, wrong)
end

local function set(...)
	local s = {}
	for _, k in ipairs { ... } do s[k] = true end
	return s
end

-- all that speaks: C, verbs in Lua and what they share
local sources = output("find cmd core lua/govpub \\( -name '*.c' -o -name '*.lua' \\) "
	.. "! -path '*/messages/*' ! -path '*/errors/*' -exec cat {} +")
local engine = output("cat core/crawl/*.c core/web/*.c") -- where details come from
local messages, doubled = require("words").all("messages")
local folder = { en = "man/", zh = "man/zh_CN/" }
local page, rendered = { en = {}, zh = {} }, { en = {}, zh = {} }
for lang, dir in pairs(folder) do
	for path in lines(output("ls " .. dir .. "*.1")) do
		local name = path:match("([^/]+)%.1$")
		page[lang][name] = read(path)
		rendered[lang][name] = output("mandoc -Kutf-8 -Tutf8 " .. path):gsub(utf8.charpattern .. "\b", "")
	end
end

-- from the heading `title` to the next one; `source` in mdoc
local function section(source, title) return (source .. "\n.Sh "):match("\n%.Sh " .. title .. "\n(.-)\n%.Sh ") end

local function words(text) return (text:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", "")) end

-- every page of one language, sorted by name: f(source, name)
local function each_page(lang, f)
	local names = {}
	for name in pairs(page[lang]) do names[#names + 1] = name end
	table.sort(names)
	for _, name in ipairs(names) do f(page[lang][name], name) end
end

-- --- verbs and synopses

local verbs, aliases = {}, {}
for name, alias in read("cmd/main.c"):gmatch('\n\t{"([^"]+)", "([^"]+)", [%w_]+, "verb%.') do
	verbs[#verbs + 1], aliases[name] = name, alias
end

local function usage(words_of_command)
	local text = output(("%s/govpub %s"):format(build, words_of_command))
	return words((text:match("^usage: (.-)\n\n") or text:match("^usage: (.*)") or "no usage"))
end

for _, lang in ipairs { "en", "zh" } do
	local wrong = {}
	for _, verb in ipairs(verbs) do
		if not page[lang].govpub:find(("\n.It Cm %s , %s\n"):format(verb, aliases[verb]), 1, true) then
			wrong[#wrong + 1] = "govpub.1 has not: " .. verb .. ", " .. aliases[verb]
		end
	end
	check(lang .. ": the overview names every verb with its alias", #verbs > 1 and wrong or { "no verb was found" })

	wrong = {}
	for _, verb in ipairs(verbs) do
		if verb ~= "help" and verb ~= "version" and not page[lang]["govpub-" .. verb] then
			wrong[#wrong + 1] = verb .. " has no page"
		end
	end
	each_page(lang, function(_, name)
		local shown = rendered[lang][name]:match("\nSYNOPSIS\n(.-)\n%S") or ""
		local want = usage(name == "govpub" and "help" or name:gsub("^govpub%-", "") .. " -h")
		if words(shown) ~= want then
			wrong[#wrong + 1] = ("%s: %s | -h: %s"):format(name, words(shown), want)
		end
	end)
	check(lang .. ": -h prints the synopsis of the manual, for every verb", wrong)

	wrong = {}
	each_page(lang, function(source, name)
		-- they are tried in a shell, with -h behind
		if source:find("\n%.Dl %$ govpub [^\n]*[<>|;&`]") then wrong[#wrong + 1] = name .. ": an example redirects" end
		for command in source:gsub("\\e\n%.Dl[ \\]*", ""):gmatch("\n%.Dl %$ govpub ([^\n]+)") do
			if not usage((command:gsub("^%S+", "%0 -h"))):find("^govpub") then wrong[#wrong + 1] = name .. ": " .. command end
		end
	end)
	check(lang .. ": the examples are commands", wrong)
end

-- --- options

-- the words at the beginning of options.read()'s list, and those that all verbs in Lua have
local function options_of_lua(source)
	local found = {}
	for name in read("lua/govpub/options.lua"):match("has_value, [^{]*({[^\n]-})"):gmatch('%["(%-[^"]+)"%]') do
		found[name] = true
	end
	for name in source:match("options%.read(%b())"):gmatch('"(%-%-?[%w-]+)[^"]*"') do found[name] = true end
	return found
end

local function options_of_source(verb)
	local in_lua = io.open("cmd/" .. verb .. ".lua")
	if in_lua then
		in_lua:close()
		return options_of_lua(read("cmd/" .. verb .. ".lua"))
	end
	local source, found = read(verb == "check-links" and "cmd/check-options.c" or "cmd/" .. verb .. ".c"), {}
	if verb == "rules" then source = source .. read("cmd/rules_packs.c") end -- some commands have options of their own
	for name in source:gmatch('{"([%w-]+)", %w+_argument,') do found["--" .. name] = true end
	for letter in source:match('getopt_long%(argc, argv, "%+?:([^"]*)"'):gmatch("%a") do found["-" .. letter] = true end
	return found
end

local function options_of_page(source)
	local found = {}
	for heads in source:gmatch("\n%.It (Fl [^\n]+)") do
		for name in heads:gmatch("Fl ([%w-]+)") do found["-" .. name] = true end
	end
	return found
end

for _, lang in ipairs { "en", "zh" } do
	local wrong = {}
	each_page(lang, function(source, name)
		local verb = name:match("^govpub%-(.+)")
		if not verb then return end
		local have, say = options_of_source(verb), options_of_page(source)
		lacking(wrong, have, say, verb .. ": %s is not in the manual")
		lacking(wrong, say, have, verb .. ": %s is only in the manual")
		if not have["--help"] then wrong[#wrong + 1] = verb .. ": the options were not read" end
	end)
	check(lang .. ": every option and nothing more", wrong)
end

-- --- causes and verdicts

local verdict_c, causes, verdict_names = read("core/crawl/verdict.c"), {}, {}
for id, verdict in verdict_c:gmatch('\n\t{"([%w-]+)", GP_VERDICT_(%u+), %a+}') do
	causes[#causes + 1] = { id = id, verdict = verdict:lower() }
end
for name in verdict_c:match("name%[GP_VERDICTS%] = {(.-)}"):gmatch('"(%w+)"') do verdict_names[name] = true end

for _, lang in ipairs { "en", "zh" } do
	local wrong, i = {}, 0
	for id, verdict in page[lang]["govpub-check-links"]:gmatch("\n%.It Li (%S+) Ta (%S+) Ta ") do
		i = i + 1
		local c = causes[i] or {}
		local want = c.id and (lang == "en" and c.verdict or messages["verdict." .. c.verdict].zh)
		if id ~= c.id or verdict ~= want then
			wrong[#wrong + 1] = ("row %d is %s %s, not %s %s"):format(i, id, verdict, c.id, want)
		end
	end
	if i ~= #causes then wrong[#wrong + 1] = ("%d rows for %d causes"):format(i, #causes) end
	check(lang .. ": the table has the causes with their verdicts, in order", wrong)
end

-- --- messages

local wrong = {}
for _, c in ipairs(causes) do
	for _, part in ipairs { "name", "message", "fix" } do
		local m = messages[("cause.%s.%s"):format(c.id, part)] or {}
		for _, lang in ipairs { "zh", "en" } do
			if (m[lang] or "") == "" then wrong[#wrong + 1] = ("cause.%s.%s: no %s"):format(c.id, part, lang) end
		end
	end
end
check("every cause has a name, says what is wrong and what to do, in both languages", wrong)

local function parameters(text)
	local list = {}
	for name in text:gmatch("{([%w-]+)}") do list[#list + 1] = name end
	table.sort(list)
	return table.concat(list, " ")
end

wrong = {}
for id, m in pairs(messages) do
	if (m.zh or "") == "" or (m.en or "") == "" then
		wrong[#wrong + 1] = id .. ": one language is missing"
	elseif parameters(m.zh) ~= parameters(m.en) then
		wrong[#wrong + 1] = id .. ": the languages have not the same parameters"
	end
end
check("every message exists in both languages, with the same parameters", wrong)

wrong = {}
for _, id in ipairs(doubled) do wrong[#wrong + 1] = id .. " is there twice" end
check("every message is there once", next(messages) and wrong or { "no message was found" })

local severities = {}
for name in read("core/base/finding.c"):match("names%[GP_SEVERITIES%] = {(.-)}"):gmatch('"(%w+)"') do
	severities[name] = true
end

-- ids that C puts together from a family and a word
local composed = {
	cause = function(id)
		for _, c in ipairs(causes) do
			for _, part in ipairs { "name", "message", "fix" } do
				if id == c.id .. "." .. part then return true end
			end
		end
	end,
	verdict = function(id) return verdict_names[id] end,
	severity = function(id) return severities[id] end,
	private = function(id) return sources:find('"' .. id .. '"', 1, true) end,
	standing = function(id) return sources:find('"' .. id .. '"', 1, true) end,
	detail = function(id) return engine:find('"' .. id .. '"', 1, true) end,
	rhelp = function(id) return read("lua/govpub/register/help.lua"):find('"' .. id .. '"', 1, true) end,
	account = function(id)
		local what = id:match "^why%.(.+)$" or id:gsub("%-title$", ""):gsub("%-fix$", "")
		return read("core/rules/account_read.c"):find('"' .. what .. '"', 1, true)
			or read("core/rules/account_ask.c"):find('"' .. what .. '"', 1, true)
			or read("core/report/links_accounts.c"):find('"' .. what .. '"', 1, true)
	end,
	platform = function(id) return read("man/govpub-office.5"):find("%f[%w-]" .. id:gsub("%-", "%%-") .. "%f[^%w-]") end,
}
local families, used = {}, {}
for id in pairs(messages) do families[id:match("^(%w+)%.")] = true end
for id in sources:gmatch('"(%l+%.[%w-]+)"') do
	if families[id:match("^%l+")] then used[id] = true end
end
wrong = {}
lacking(wrong, used, messages, "%s is used and not in messages/")
check("every message that is asked for exists", next(used) and wrong or { "no use was found" })
wrong = {}
for id in pairs(messages) do
	local family, rest = id:match("^(%w+)%.(.+)$")
	if not used[id] and not (composed[family] and composed[family](rest)) then
		wrong[#wrong + 1] = id .. " is used nowhere"
	end
end
check("every message is used", wrong)

-- --- exit codes: the one list that all verbs share

local codes = set("0", "1", "2", "3", "4", "5", "6", "7", "8", "130")
local heading = { en = "EXIT STATUS", zh = "退出状态" }

local function returned(path, name)
	local found = {}
	for statement in read(path):match("\n%l[^\n]* " .. name .. "%(.-\n}\n"):gmatch("return ([^;]+);") do
		for code in statement:gmatch("%d+") do found[code] = true end
	end
	return found
end

local function listed(source, lang)
	local found = {}
	for code in ("\n" .. (section(source, heading[lang]) or "")):gmatch("\n%.It (%d+)\n") do found[code] = true end
	return found
end

local by_error = returned("core/base/err.c", "gp_code_exit")
local by_check = returned("cmd/check-report.c", "exit_status")
for code in pairs(returned("cmd/check-report.c", "gp_check_report_write")) do by_check[code] = true end
wrong = {}
lacking(wrong, by_error, codes, "gp_code_exit() gives %s")
lacking(wrong, by_check, codes, "check-links gives %s")
for _, lang in ipairs { "en", "zh" } do
	local overview = listed(page[lang].govpub, lang)
	lacking(wrong, codes, overview, lang .. ": govpub.1 lacks %s")
	lacking(wrong, overview, codes, lang .. ": govpub.1 has %s")
	local of_check = listed(page[lang]["govpub-check-links"], lang)
	lacking(wrong, by_check, of_check, lang .. ": govpub-check-links.1 lacks %s")
	lacking(wrong, of_check, codes, lang .. ": govpub-check-links.1 has %s")
end
check("the exit codes are the ones of the program", next(by_check) and wrong or { "no code was found" })

-- --- the shape of the JSON

local keys = {}
for key in (read("core/report/links_json.c") .. read("core/report/links_accounts_show.c")):gmatch('%(&?j, "([%w_]+)"') do keys[key] = true end
for name in pairs(verdict_names) do keys[name] = true end
for _, lang in ipairs { "en", "zh" } do
	wrong = {}
	local shape = page[lang]["govpub-check-links"]:match("\n%.Bd %-literal\n{(.-)\n%.Ed\n") or ""
	local shown = { partial = true } -- of JSON lines, explained elsewhere
	for key in shape:gmatch('"([%w_]+)"') do shown[key] = true end
	lacking(wrong, keys, shown, "%s is not in the manual")
	shown.partial = nil
	lacking(wrong, shown, keys, "%s is only in the manual")
	check(lang .. ": the JSON has the keys that the manual shows", wrong)
end

-- --- mdoc

wrong = {}
local pages = { en = {}, zh = {} }
for lang, dir in pairs(folder) do
	each_page(lang, function(_, name)
		pages[lang][name] = true
		for line in lines(output(("mandoc -Kutf-8 -Tlint -W warning %s%s.1 2>&1"):format(dir, name))) do
			wrong[#wrong + 1] = line
		end
	end)
end
lacking(wrong, pages.en, pages.zh, "%s has no Chinese page")
lacking(wrong, pages.zh, pages.en, "%s has no English page")
check("mandoc has nothing to say, and both languages have the same pages", wrong)

print("1.." .. n)
os.exit(not failed)
