#!/usr/bin/env lua5.4
--[[
The manual of the verbs: its examples run in an office, and print what the manual shows.

An example is a line ".Dl $ govpub …", or one that begins with "$ govpub" in a literal display; lines that follow it up to
the next one are what it prints. Of a shell, lines that begin with its prompts are typed. What needs
other machines is left out, with the reason; the manuals of section 3, 5 and 7 have tests of their own.
--]]
local build = os.getenv("GP_BUILD") or "build"
local n, failed = 0, false

local function check(name, wrong)
	n = n + 1
	print(("%sok %d - %s"):format(#wrong == 0 and "" or "not ", n, name))
	for _, why in ipairs(wrong) do print("# " .. why:gsub("\n", "\n# ")) end
	failed = failed or #wrong > 0
end

local function output(command)
	local p <close> = assert(io.popen(command, "r"))
	local text = p:read("a")
	local _, _, status = p:close()
	return text, status or 0
end

local function read(path)
	local f <close> = assert(io.open(path, "rb"))
	return f:read("a")
end

local function write(path, text)
	local f <close> = assert(io.open(path, "wb"))
	f:write(text)
end

local function quoted(s) return "'" .. s:gsub("'", "'\\''") .. "'" end

-- --- what is not run, and why

local left_out = {
	{ "^govpub preview", "it runs until it is stopped" },
	{ "^govpub history", "it asks for checks of a site" },
	{ "^govpub accounts read", "it asks an account" },
	{ "%-%-network", "it asks the network" },
	{ "addresses%.txt", "it checks sites" },
	{ "/etc/govpub", "it delivers to other machines" },
	{ "https?://", "it asks a site" },
}

local function reason(command)
	if command:find("%-%-url") then return nil end
	for _, row in ipairs(left_out) do
		if command:find(row[1]) then return row[2] end
	end
end

-- --- the folder that they run in

local here = output("pwd"):gsub("\n", "")
local tmp = output("mktemp -d"):gsub("\n", "")
local govpub = here .. "/" .. build .. "/govpub"
local environment = ("cd %s/%%s && PATH=%s:$PATH XDG_STATE_HOME=%s/state LC_ALL=C.UTF-8 "):format(tmp, quoted(here .. "/" .. build), tmp)

local function run(folder, command) return output(environment:format(folder) .. command) end

local page = [[<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>示例区人民政府</title>
</head>
<body>
<h1>通知公告</h1>
<ul>
<li>2026-11-20 <a href="zwgk/notice.html">关于放假的通知</a></li>
</ul>
<p>办事：<a href="#">领导信箱</a></p>
</body>
</html>
]]

local function prepare(folder)
	run(".", "govpub init " .. folder .. " >/dev/null")
	local base = tmp .. "/" .. folder .. "/"
	run(folder, "cp -r " .. here .. "/examples/portal public && mkdir -p public/zwgk Downloads/policy")
	write(base .. "index.html", page)
	write(base .. "notice.html", page)
	write(base .. "通知.html", page)
	write(base .. "public/zwgk/notice.html", page)
	write(base .. "sum.lua", "return { sum = tonumber((...)) + 1 }\n")
	run(folder, "govpub new rule number/number >/dev/null && mv rules/number/number.lua Downloads/ && rmdir rules/number")
	run(folder, "cp Downloads/number.lua Downloads/policy/number.lua && ln -s Downloads 下载")
end

-- beside that, for one page
local registers = quoted(here .. "/" .. build .. "/tests/lib/small_ledger") .. " ."
local before = {
	["govpub-audit"] = { registers },
	["govpub-backup"] = { registers },
	["govpub-restore"] = { registers, "govpub backup registers-2026-11-23", "govpub backup 登记簿-2026-11-23" },
	["govpub-annual-report"] = { "govpub init --example sample >/dev/null",
		"govpub annual-report 2025 -C sample --format xlsx -o 2025.xlsx", "cp sample/annual-report/2025/foi-2021.md 2025.md",
		"govpub annual-report 2025 -C sample -o 2025.docx", "govpub annual-report 2024 -C sample -o 2024.docx" },
	["govpub-new"] = { "govpub init --example yunlan >/dev/null" },
	["govpub-register"] = { "govpub init old >/dev/null", "printf 王 >who", "printf 13900000000 >phone", "printf 11010519491231002X >id",
		"cp who 申请人.txt && cp phone 电话.txt && cp id 证件.txt",
		"govpub foi add -q -C old applicant=@who contact=@phone category=自然人 channel=邮寄 delivery=邮寄 "
			.. "arrived_on=2023-04-20 received_on=2023-04-20 subject=预算",
		"govpub foi export -C old --personal -o 2023.xlsx "
			.. "--cols applicant,contact,category,channel,delivery,arrived_on,received_on,subject" },
	["govpub-rules"] = { "govpub init --example sample >/dev/null",
		"govpub annual-report 2025 -C sample -o 附件.docx", "govpub annual-report 2025 -C sample --format xlsx -o 名单.xlsx" },
	["govpub-terms"] = { "mkdir -p terms articles", "printf '布署\t部署\n' >terms/typos.txt",
		"printf '关于布署工作的通知\n' >article.txt", "cp article.txt articles/1.txt" },
	["govpub-notify"] = { "govpub check-links -q --fail-on never --format jsonl -o links.jsonl public" },
}

-- --- examples of a page: { command, typed, shown }

local function plain(line)
	return (line:gsub("\\%(dq", '"'):gsub("\\%(aq", "'"):gsub("\\e", "\\"):gsub("\\ ", " "):gsub("\\%-", "-"):gsub("\\&", ""))
end

local function examples(source)
	local list, last, literal = {}, nil, false
	for line in source:gmatch("([^\n]*)\n") do
		literal = line:find("^%.Bd %-literal") and true or (literal and not line:find("^%.Ed"))
		local text = line:match("^%.Dl (.*)") or (literal and line) or nil
		if not text or line:find("^%.Bd") then
			last = last and literal and last or nil
		elseif last and last.command:find("\\$") then
			last.command = last.command:gsub("\\$", "") .. plain(text):gsub("^%s+", "")
		elseif text:find("^%$ ") then
			last = { command = plain(text):sub(3), typed = {}, shown = {} }
			list[#list + 1] = last
		elseif last and text:find("^>>? ") and last.command:find("^govpub shell") then
			table.insert(last.typed, (plain(text):gsub("^>>? ", "")))
		elseif last then
			table.insert(last.shown, plain(text))
		end
	end
	return list
end

-- --- one page after the other, each in a folder of its own

local ran, skipped = 0, {}

local function try(example, folder, wrong)
	local command = example.command
	if command:find("^mkdir ") then run(folder, command) end
	if not command:find("^govpub ") then return end
	local why = reason(command)
	if why then
		skipped[why] = (skipped[why] or 0) + 1
		return
	end
	local lang = folder:find("^zh") and "zh_CN.UTF-8" or "en_US.UTF-8"
	write(tmp .. "/typed", table.concat(example.typed, "\n") .. "\n")
	local text, status = run(folder, ("LC_ALL= LC_MESSAGES=%s %s <%s/typed 2>&1"):format(lang, command, tmp))
	ran = ran + 1
	if status > 1 then wrong[#wrong + 1] = ("%s: exit status %d: %s"):format(command, status, text) end
	local want = table.concat(example.shown, "\n")
	if want ~= "" and text:gsub("\n$", "") ~= want then
		wrong[#wrong + 1] = ("%s prints:\n%s\nand the manual says:\n%s"):format(command, text, want)
	end
end

for _, lang in ipairs { "en", "zh" } do
	local wrong = {}
	for path in output("ls man/" .. (lang == "zh" and "zh_CN/" or "") .. "*.1"):gmatch("[^\n]+") do
		local name, folder = path:match("([^/]+)%.1$"), nil
		for _, example in ipairs(examples(read(path))) do
			if not folder then
				folder = lang .. "-" .. name
				prepare(folder)
				for _, command in ipairs(before[name] or {}) do
					local text, status = run(folder, command .. " 2>&1")
					if status > 1 then wrong[#wrong + 1] = command .. ": " .. text end
				end
			end
			try(example, folder, wrong)
		end
	end
	check(lang .. ": the examples of the verbs run, and print what the manual shows", wrong)
end
for why, count in pairs(skipped) do print(("# %d left out: %s"):format(count, why)) end
check("most of those that need no other machine were run", ran >= 50 and {} or { ran .. " were run" })
os.execute("rm -rf " .. quoted(tmp))
print("1.." .. n)
os.exit(not failed)
