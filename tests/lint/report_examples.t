#!/usr/bin/env lua5.4
--[[
The manual of reports: its examples run and give what it shows, and it names all there is.

In govpub-reports(7) a display whose first line names a file ("-- reports/a.lua") is that file, and one that
follows ".Pa a/b.json :" is a/b.json; one that begins with "$ govpub" is a session: commands and what they print.
--]]
package.path = "lua/?.lua;lua/?/init.lua;rules/reports/lib/?.lua;" .. package.path

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

local function put(folder, name, text)
	output(("mkdir -p %s/%s"):format(folder, name:match("^(.*)/")))
	local f <close> = assert(io.open(folder .. "/" .. name, "wb"))
	f:write(text)
end

local function session(folder, locale, text, wrong)
	local count = 0
	for command, printed in (text .. "$ "):gmatch("%$ (govpub [^\n]*)\n(.-)%f[$]") do
		local got = output(("cd %s && export LC_ALL=%s && govpub() { %s \"$@\"; } && %s 2>&1 </dev/null")
			:format(folder, locale, govpub, command))
		if got ~= printed then wrong[#wrong + 1] = ("%s\nshown:\n%sgot:\n%s"):format(command, printed, got) end
		count = count + 1
	end
	return count
end

for _, language in ipairs(languages) do
	local lang, dir, locale = table.unpack(language)
	local folder, wrong, files, sessions = tmp .. "/" .. lang, {}, 0, 0
	output(("%s init --lang %s %s"):format(govpub, lang, folder))
	local page = read(dir .. "govpub-reports.7"):gsub("\n%.Ed\n", "%0\n\n") -- so that two displays may stand together
	for before, text in page:gmatch("\n([^\n]*)\n%.Bd %-literal\n(.-\n)%.Ed\n") do
		local name = text:match("^%-%- ([%w/_-]+%.lua)\n") or before:match("^%.Pa ([%w/_.-]+)")
		if name then
			put(folder, name, text)
			files = files + 1
		elseif text:find("^%$ govpub ") then
			sessions = sessions + session(folder, locale, text, wrong)
		else
			wrong[#wrong + 1] = "neither a file nor a session:\n" .. text
		end
	end
	if files < 4 or sessions < 3 then wrong[#wrong + 1] = ("%d files and %d commands were found"):format(files, sessions) end
	for line in output(("cd %s && LC_ALL=C.UTF-8 %s annual-report list --lang en"):format(folder, govpub)):gmatch("[^\n]+") do
		if line:find("cannot be used", 1, true) then wrong[#wrong + 1] = line end
	end
	check(lang .. ": the examples of govpub-reports(7) do what is shown", wrong)
end

-- --- every key of a declaration

local subsection = { section = "sections", topic = "topics", table = "tables", part = "parts", item = "columns, rows",
	check = "checks", report = "report", form = "form", due = "due" }
local shapes, found = read("lua/report/schema.lua"):match("local shapes = {\n(.-)\n}\n"), 0
local keys = {}
for shape, body in shapes:gmatch("(%w+) = (%b{})") do
	keys[shape], found = {}, found + 1
	for key in body:gmatch("(%w+) = \"") do keys[shape][key] = true end
end

local function keys_of_page(page, title)
	local body = page:gsub("\n%.S[hs] ", "\n\0%0"):match("\n%.Ss " .. title .. "\n([^\0]*)") or ""
	local names = {}
	for heads in body:gmatch("\n%.It (Li [^\n]+)") do
		for key in heads:gsub(" No .*", ""):gsub("Li ", ""):gmatch("%l+") do names[key] = true end
	end
	return names
end

for _, language in ipairs(languages) do
	local wrong, page = {}, read(language[2] .. "govpub-reports.7")
	for shape, title in pairs(subsection) do
		compare(wrong, keys_of_page(page, title), keys[shape] or {}, title .. ": not in the manual: %s",
			title .. ": only in the manual: %s")
	end
	check(language[1] .. ": govpub-reports(7) has every key of a declaration", found == 9 and wrong or { "the shapes were not found" })
end

-- --- every check, with its severity and mark

local declared = {}
for _, module in ipairs { "foi-checks", "website-checks" } do
	for _, one in ipairs(require(module)) do declared[one.id] = one.severity .. " " .. one.mark end
end
for id, severity, mark in read("lua/report/check.lua"):gmatch('id = "([%l.]+)", severity = "(%l+)", mark = "(%u)"') do
	declared[id] = severity .. " " .. mark
end
for _, language in ipairs(languages) do
	local wrong, told = {}, {}
	for id, severity, mark in read(language[2] .. "govpub-annual-report.1"):gmatch("\n%.It Li (%l+%.%w+) No %D-(%l+)[^%w\n]+(%u)") do
		told[id] = severity .. " " .. mark
		if declared[id] and declared[id] ~= told[id] then wrong[#wrong + 1] = ("%s is %s"):format(id, declared[id]) end
	end
	compare(wrong, told, declared, "not in the manual: %s", "only in the manual: %s")
	check(language[1] .. ": govpub-annual-report(1) has every check with its severity and mark", wrong)
end

-- --- mdoc

local wrong = {}
for _, language in ipairs(languages) do
	for line in output(("mandoc -Kutf-8 -Tlint -W warning %sgovpub-reports.7 2>&1"):format(language[2])):gmatch("[^\n]+") do
		wrong[#wrong + 1] = line
	end
end
check("mandoc has nothing to say", wrong)

output("rm -rf " .. tmp)
print("1.." .. n)
os.exit(not failed)
