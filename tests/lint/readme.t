#!/usr/bin/env lua5.4
-- what the READMEs point to is there, and the report shown is a real one; their commands: readme_examples.t
local build = os.getenv("GP_BUILD") or "build"
local files = { "README.md", "README.zh-CN.md" }
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

local function succeeds(command) return (os.execute(command .. " >/dev/null 2>&1")) end

-- the lines of the fenced blocks of one kind
local function fenced(path, kind)
	local inside, found = false, {}
	for line in io.lines(path) do
		if line == "```" .. kind then
			inside = true
		elseif line:sub(1, 3) == "```" then
			inside = false
		elseif inside then
			found[#found + 1] = line
		end
	end
	return found
end

for _, path in ipairs(files) do
	local wrong = {}
	local text = io.open(path):read("a")
	local function exists(name)
		if not succeeds("test -e " .. name) then wrong[#wrong + 1] = name .. " does not exist" end
	end
	for name in text:gmatch("%]%(([^)]+)%)") do exists(name) end
	for name in text:gmatch("`(%l+/[%w_./-]+)`") do
		if not name:find("^build/") then exists(name) end
	end
	for name in text:gmatch("man %-l ([%w_./-]+)") do exists(name) end
	for page in text:gmatch("`man (govpub[%w-]*)`") do
		local found = false
		for section = 1, 8 do found = found or io.open(("man/%s.%d"):format(page, section)) end
		if not found then exists("man/" .. page) end
	end
	check(path .. ": what it points to is there", wrong)
end

-- the report, with a port and a time that change from run to run taken out
local function steady(line)
	return (line:gsub("127%.0%.0%.1:%d%d%d+", "127.0.0.1:PORT"):gsub("%d+%-%d+%-%d+ %d+:%d+", "TIME")
		:gsub("%d+ requests", "N requests"):gsub("请求 %d+ 次", "请求 N 次")
		:gsub("took %d+ s", "took N s"):gsub("用时 %d+ 秒", "用时 N 秒"))
end

local tmp = output("mktemp -d"):gsub("\n", "")
local server = output(("%s/govpub preview examples/portal >%s/site 2>/dev/null & echo $!"):format(build, tmp)):gsub("\n", "")
local site
for _ = 1, 100 do
	local f = io.open(tmp .. "/site")
	site = f and f:read("l")
	if site then break end
	os.execute("sleep 0.05")
end
for i, path in ipairs(files) do
	local wrong = {}
	local seen, block = {}, fenced(path, "text")
	local report = output(("XDG_STATE_HOME=%s %s/govpub check-links -q --pace fast --timeout 5 --lang %s %s")
		:format(tmp, build, i == 1 and "en" or "zh", site or "http://127.0.0.1:9/"))
	for line in report:gmatch("[^\n]*") do seen[steady(line)] = true end
	for _, line in ipairs(block) do
		if line ~= "..." and not seen[steady(line)] then wrong[#wrong + 1] = line end
	end
	check(path .. ": the report shown is what is printed", #block > 5 and wrong or { "no report is shown" })
end
os.execute(("kill %s; rm -rf %s"):format(server, tmp))

print("1.." .. n)
os.exit(not failed)
