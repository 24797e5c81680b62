#!/usr/bin/env lua5.4
--[[
The manual of rules: its examples run and give what it shows, and it names all there is.

A literal display whose first line names a file ("-- rules/a/b.lua", "<!-- a.html -->") is that file;
one that begins with "$ govpub" is a session: commands and what they print. What the two pages
of a language show is done in one office, in their order.
--]]
local build = os.getenv("GP_BUILD") or "build"
local n, failed = 0, false

local function check(name, wrong)
	n = n + 1
	print(("%sok %d - %s"):format(#wrong == 0 and "" or "not ", n, name))
	for _, why in ipairs(wrong) do print("# " .. why:gsub("\n", "\n# ")) end
	failed = failed or #wrong > 0
end

local function read(path)
	local f <close> = assert(io.open(path, "rb"))
	return f:read("a")
end

local function write(path, text)
	local f <close> = assert(io.open(path, "wb"))
	f:write(text)
end

local function output(command)
	local p <close> = assert(io.popen(command, "r"))
	return p:read("a")
end

local here = output("pwd"):gsub("\n", "")
local govpub = (build:find("^/") and "" or here .. "/") .. build .. "/govpub"
local tmp = output("mktemp -d"):gsub("\n", "")

-- what is in a and not in b, and the other way round
local function compare(wrong, a, b, a_lacks, b_lacks)
	local list = {}
	for k in pairs(a) do
		if not b[k] then list[#list + 1] = b_lacks:format(k) end
	end
	for k in pairs(b) do
		if not a[k] then list[#list + 1] = a_lacks:format(k) end
	end
	table.sort(list)
	table.move(list, 1, #list, #wrong + 1, wrong)
end

-- --- examples

-- a literal display as the reader sees it
local function shown(text)
	return (text:gsub("\\&", ""):gsub("\\e", "\\"):gsub("\\%-", "-"):gsub("\\%(aq", "'"):gsub("\\%(dq", '"'))
end

local function session(folder, lang, text, wrong)
	for command, printed in (text .. "$ "):gmatch("%$ (govpub [^\n]*)\n(.-)%f[$]") do
		local got = output(("cd %s && export LC_ALL=%s && govpub() { %s \"$@\"; } && %s 2>&1 </dev/null")
			:format(folder, lang, govpub, command))
		if got ~= printed then wrong[#wrong + 1] = ("%s\nshown:\n%sgot:\n%s"):format(command, printed, got) end
	end
end

local function examples(lang, locale, paths)
	local folder, wrong, files, sessions = tmp .. "/" .. lang, {}, {}, 0
	output(("%s init --lang %s %s"):format(govpub, lang, folder))
	for _, path in ipairs(paths) do
		for text in read(path):gsub("\n%.Ed\n", "%0\n"):gmatch("\n%.Bd %-literal\n(.-\n)%.Ed\n") do
			text = shown(text)
			local name = text:match("^%-%- ([%w/_-]+%.lua)\n") or text:match("^<!%-%- ([%w/_-]+%.html) %-%->\n")
			if name then
				output(("mkdir -p %s/%s"):format(folder, name:match("^(.*)/") or "."))
				write(folder .. "/" .. name, text)
				files[name] = text
			elseif text:find("^%$ govpub ") then
				sessions = sessions + 1
				session(folder, locale, text, wrong)
			else
				wrong[#wrong + 1] = path .. ": neither a file nor a session:\n" .. text
			end
		end
	end
	local rules, scripts, packs = 0, 0, 0
	for name, text in pairs(files) do
		local verb = "rules test"
		if text:find("\nreturn rule {", 1, true) then
			rules = rules + 1
		elseif text:find("\nreturn pack {", 1, true) then -- with a rule, for there is no pack without
			packs, verb = packs + 1, "rules pack -o made.tar.gz"
			name = name:match "^(.*)/pack%.lua$"
			output(("mkdir -p %s/%s/rules"):format(folder, name))
			write(("%s/%s/rules/any.lua"):format(folder, name), ('return rule { id = "%s/any", title = "t", severity = "info", '
				.. 'on = "page", check = function() end, tests = { { html = "", finds = 0 } } }'):format(name:match "[^/]+$"))
		elseif name:find("%.lua$") and not name:find("/lib/", 1, true) then
			scripts, verb = scripts + 1, "run"
		else
			verb = nil
		end
		local done = verb and output(("cd %s && %s %s %s 2>&1; echo \"exit $?\""):format(folder, govpub, verb, name))
		if verb and (not done:find("\nexit 0\n$") or (verb == "rules test" and not done:find("^ok 1"))) then
			wrong[#wrong + 1] = name .. ":\n" .. done
		end
	end
	if rules < 4 or packs < 1 or scripts < 2 or sessions < 4 then wrong[#wrong + 1] = "the examples were not found" end
	check(lang .. ": the examples of govpub-rules(7) and govpub-lua(3) do what is shown", wrong)
end

local pages = {
	en = { rules = "man/govpub-rules.7", lua = "man/govpub-lua.3" },
	zh = { rules = "man/zh_CN/govpub-rules.7", lua = "man/zh_CN/govpub-lua.3" },
}
examples("en", "C.UTF-8", { pages.en.rules, pages.en.lua })
examples("zh", "zh_CN.UTF-8", { pages.zh.rules, pages.zh.lua })

-- --- every name

-- functions, constants and fields that scripts have: from the stubs, and of Lua's own from a script
local function names_of_program()
	local names = {}
	-- what adapters are made of is in govpub-adapters(7): stubs.t
	for path in output("ls lua/meta/*.lua | grep -v -e /adapter.lua -e /register.lua"):gmatch("[^\n]+") do
		local class
		for line in read(path):gmatch("[^\n]+") do
			class = line:match("^%-%-%-@class ([%w.]+)") or class
			local field, f = line:match("^%-%-%-@field ([%w_]+)"), line:match("^function ([%w_.:]+)")
			local data = path:find("/rule.lua", 1, true) or path:find("/report.lua", 1, true)
			if field and not data then names[class .. "." .. field] = true end
			if f and not f:find "^engine%." then names[f] = true end
		end
	end
	write(tmp .. "/names.lua", [[
		local names = {}
		for k, v in pairs(_G) do
			if type(v) == "table" and v ~= _G then
				for name in pairs(v) do names[#names + 1] = k .. "." .. name end
			else
				names[#names + 1] = k
			end
		end
		return names]])
	for name in output(("%s run %s/names.lua"):format(govpub, tmp)):gmatch('"([^"]+)"') do names[name] = true end
	names.report = true
	return names
end

local program, refused = names_of_program(), {}
for name in read("core/script/sandbox.c"):match("} refusals%[%] = {\n(.-)\n};"):gmatch('{"([%w.]+)"') do
	refused[name] = name ~= "require" or nil -- that one every script has
end

-- the part of a page from a heading of sandbox's refusals on
local function names_of_page(path)
	local names, not_there = {}, {}
	for heads in read(path):gmatch("\n%.It ([FV][na] [^\n]+)") do
		for name in heads:gmatch("[FV][na] ([%w_.:]+)") do names[name] = true end
	end
	for heads in read(path):gmatch("\n%.It Li ([^\n]+)") do
		for name in heads:gmatch("[%w.]+") do not_there[name] = true end
	end
	return names, not_there
end

for _, lang in ipairs { "en", "zh" } do
	local wrong = {}
	local names, not_there = names_of_page(pages[lang].lua)
	compare(wrong, names, program, "not in the manual: %s", "only in the manual: %s")
	compare(wrong, not_there, refused, "not in the manual: %s", "only in the manual: %s")
	check(lang .. ": govpub-lua(3) names every function and field, and what scripts do not get", wrong)
end

-- --- every key of a rule

local schema = { rule = "rule_fields", match = "match_fields", args = "arg_fields", tests = "test_fields",
	finds = "expected_fields" }
local declared = read("core/rules/rules_declared.c")

local function keys_of_program(subsection)
	local keys = {}
	if subsection == "report" then
		for key in read("core/script/script_call.c"):match("report_keys%[%] = {(.-)}"):gmatch('"(%a+)"') do keys[key] = true end
		return keys
	end
	for key in declared:match("gp_schema_field " .. schema[subsection] .. "%[%] = {\n(.-)\n};"):gmatch('\n?\t{"([%w_]+)"') do
		keys[key] = true
	end
	return keys
end

local function keys_of_page(path, subsection)
	local keys = {}
	local body = (read(path):gsub("\n%.S[hs] ", "\n\0%0") .. "\0"):match("\n%.Ss " .. subsection .. "%f[^%w][^\n]*\n([^\0]*)")
	for heads in (body or ""):gmatch("\n%.It (Li [^\n]+)") do
		for key in heads:gmatch("Li ([%w_]+)") do keys[key] = true end
	end
	return keys
end

for _, lang in ipairs { "en", "zh" } do
	local wrong = {}
	for _, subsection in ipairs { "rule", "match", "args", "report", "tests", "finds" } do
		compare(wrong, keys_of_page(pages[lang].rules, subsection), keys_of_program(subsection),
			subsection .. ": not in the manual: %s", subsection .. ": only in the manual: %s")
	end
	local shipped, named = {}, {}
	for path in output("grep -l '^return rule {' rules/*/*.lua"):gmatch("rules/([^\n]+)%.lua") do shipped[path] = true end
	for item in read(pages[lang].rules):gmatch("\n%.It Li ([%a-]+/[^\n]+)") do
		for id in item:gmatch("[%a-]+/[%w-]+") do named[id] = true end
	end
	compare(wrong, named, shipped, "not in the manual: %s", "only in the manual: %s")
	check(lang .. ": govpub-rules(7) has every key and every shipped rule", wrong)
end

-- --- limits

local header, limits = read("core/script/script_msg.h"), {}
for name, unit in pairs { CPU_MS = 1000, WALL_MS = 1000, FINDINGS = 1, FINDING_MAX = 1024 } do
	limits[name] = math.tointeger(header:match("GP_SCRIPT_" .. name .. " (%d+)") / unit)
end
for _, name in ipairs { "HEAP", "KEPT_MAX", "FOUND_MAX", "SOURCE_MAX" } do
	limits[name] = math.tointeger(header:match("GP_SCRIPT_" .. name .. " %(%(size_t%)(%d+) <<"))
end
for lang, title in pairs { en = "LIMITS", zh = "限制" } do
	local wrong, found = {}, {}
	local section = read(pages[lang].rules):match("\n%.Sh " .. title .. "\n(.-)\n%.El")
	for number in section:gmatch("%d+") do found[math.tointeger(tonumber(number))] = true end
	for name, limit in pairs(limits) do
		if not found[limit] then wrong[#wrong + 1] = ("%s is %d"):format(name, limit) end
	end
	check(lang .. ": govpub-rules(7) has the limits", wrong)
end

-- --- mdoc

local wrong = {}
for _, page in pairs(pages) do
	for _, path in pairs(page) do
		for line in output(("mandoc -Kutf-8 -Tlint -W warning %s 2>&1"):format(path)):gmatch("[^\n]+") do
			wrong[#wrong + 1] = line
		end
	end
end
check("mandoc has nothing to say", wrong)

output("rm -rf " .. tmp)
print("1.." .. n)
os.exit(not failed)
