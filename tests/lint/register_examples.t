#!/usr/bin/env lua5.4
--[[
The manual of registers: its examples run and say what it shows, and it names all there is.

In govpub-registers(7) a display whose first line names a file ("-- registers/a.lua") is that file, and one that
begins with "$ govpub" is a session: a command and what it prints.
--]]
local lab = dofile "tests/lib/register.lua"
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

local function output(command)
	local p <close> = assert(io.popen(command, "r"))
	return p:read("a")
end

local here = output("pwd"):gsub("\n", "")
local govpub = (build:find("^/") and "" or here .. "/") .. build .. "/govpub"
local tmp = output("mktemp -d"):gsub("\n", "")
local languages = { { "en", "man/", "C.UTF-8" }, { "zh", "man/zh_CN/", "zh_CN.UTF-8" } }

local function put(path, text)
	local f <close> = assert(io.open(path, "wb"))
	f:write(text)
end

for _, language in ipairs(languages) do
	local lang, dir, locale = table.unpack(language)
	local folder, wrong, files, sessions = tmp .. "/" .. lang, {}, 0, 0
	output(("%s init --lang %s %s && mkdir -p %s/registers"):format(govpub, lang, folder, folder))
	local page = read(dir .. "govpub-registers.7"):gsub("\n%.Ed\n", "%0\n\n") -- so that two displays may stand together
	for text in page:gmatch("\n%.Bd %-literal\n(.-\n)%.Ed\n") do
		local name, command = text:match("^%-%- (registers/%l+%.lua)\n"), text:match("^%$ govpub ([^\n]*)\n")
		if name then
			put(folder .. "/" .. name, text)
			files = files + 1
		elseif command then
			local got = output(("cd %s && LC_ALL=%s %s %s 2>&1 </dev/null"):format(folder, locale, govpub, command))
			local shown = text:match("^[^\n]*\n(.*)")
			if got ~= shown then wrong[#wrong + 1] = ("%s\nshown:\n%sgot:\n%s"):format(command, shown, got) end
			sessions = sessions + 1
		else
			wrong[#wrong + 1] = "neither a file nor a session:\n" .. text
		end
	end
	if files < 2 or sessions < 2 then wrong[#wrong + 1] = ("%d files and %d commands were found"):format(files, sessions) end
	check(lang .. ": the examples of govpub-registers(7) do what is shown", wrong)
end
output("rm -rf " .. tmp)

-- --- every key of a declaration, every type, every function

local headings = { field = "fields", state = "states", move = "moves", clock = "clocks", check = "checks", hint = "hints", view = "views", form = "print",
	statistic = "report", role = "roles" }

local function items(body)
	local names = {}
	for heads in body:gmatch("\n%.It (Li [^\n]+)") do
		for word in heads:gsub("^Li ", ""):gmatch("[%a_.:]+") do names[word] = true end
	end
	return names
end

for _, language in ipairs(languages) do
	local lang, page, wrong = language[1], read(language[2] .. "govpub-registers.7"), {}
	local sections = {}
	for title, body in (page .. "\n.Ss "):gsub("\n%.S[sh] ", "\n\0%0"):gmatch("%z\n%.S[sh] ([^\n]+)(\n[^%z]*)") do sections[title] = body end
	local shapes, count = lab.require "register.shapes", 0
	for shape, keys in pairs(shapes) do
		local title = shape == "register" and (lang == "en" and "The register" or "登记簿") or headings[shape] or shape
		local told = items(sections[title] or "")
		for key in pairs(keys) do
			count = count + 1
			if type(key) == "string" and not told[key] then wrong[#wrong + 1] = ("%s: %s is not in the manual"):format(title, key) end
		end
	end
	check(lang .. ": govpub-registers(7) has every key of a declaration", count > 80 and wrong or { "the shapes were not found" })

	wrong = {}
	for word in pairs(lab.require "register.words") do
		if not page:find("%f[%w_]" .. word .. "%f[^%w_]") then wrong[#wrong + 1] = word end
	end
	for _, path in ipairs { "lua/register/record.lua", "lua/register/context.lua" } do
		for name in read(path):gmatch("\n\t?function methods%.(%l+)") do
			if not page:find("r:" .. name, 1, true) then wrong[#wrong + 1] = "r:" .. name end
		end
		for name in read(path):gmatch("\n\t*function c%.(%l+)") do
			if not page:find("c." .. name, 1, true) then wrong[#wrong + 1] = "c." .. name end
		end
	end
	check(lang .. ": and every word and function", wrong)
	check(lang .. ": mandoc has nothing to say", (function()
		local said = output(("mandoc -Kutf-8 -Tlint -W warning %sgovpub-registers.7 2>&1"):format(language[2]))
		return said == "" and {} or { said }
	end)())
end
print("1.." .. n)
os.exit(not failed)
