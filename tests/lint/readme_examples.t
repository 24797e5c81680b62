#!/usr/bin/env lua5.4
--[[
The commands of README.md and of examples/unattended/README.md run as they stand, one after the other, and those in Chinese
show the same. A command is a line of a block "sh", or an indented one that begins with a program.

www.example.gov.cn is played by `govpub preview`, /srv, /etc and the home by folders of the test. What a reader would do by
hand in between is in `before`. Of make, only `install` is done here, for what it installs is what runs then: demo.t and docs.t
do the others, and `make check` is this; that there are such targets is looked at. The lessons have a test of their own: tests/e2e/workshop.t.
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
	return text:gsub("\n$", ""), status or 0
end

local programs = { govpub = true, make = true, ["apt-get"] = true, cd = true, cp = true, editor = true, systemctl = true }
local cron = "^%d+ %d+ %* %* %* " -- a line for crontab(5)

local function commands_of(path)
	local list, inside = {}, false
	for line in io.lines(path) do
		local typed = inside and line or line:match("^    (.*)")
		if line:find("^```") then
			inside = line == "```sh"
		elseif typed and (inside or programs[typed:match("^%S+")] or typed:find(cron)) then
			list[#list + 1] = typed:gsub("%s+#.*", "")
		end
	end
	return list
end

local function same(first, second)
	local wrong = {}
	for i = 1, math.max(#first, #second) do
		if first[i] ~= second[i] then wrong[#wrong + 1] = ("%s | %s"):format(first[i], second[i]) end
	end
	return #first > 0 and wrong or { "no command" }
end

-- --- what is not run, and why

local left_out = {
	{ "^apt%-get ", "it installs packages; tests/fresh.sh does it" },
	{ "^govpub foi add", "it asks; tests/e2e/register_ask.t answers" },
	{ "^editor ", "it waits for somebody who writes; what is written there is in the list before" },
	{ "^systemctl ", "it is for the system; tests/e2e/unattended.t shows the services to systemd-analyze" },
}

local function reason(command)
	for _, row in ipairs(left_out) do
		if command:find(row[1]) then return row[2] end
	end
end

-- --- what the reader has before a command, or does by hand

local here = output("pwd")
local prepare_pack = [[
mkdir -p %s/rules && cp office/rules/policy/number.lua %s/rules/ && sed -i 's,policy/number,%s/number,' %s/rules/number.lua &&
echo 'return pack { name = "%s", version = "1.0", api = 1, title = "x", author = { office = "x" }, licence = "MIT" }' >%s/pack.lua]]
local before = {
	["govpub check-links public"] = "cp -r HERE/examples/portal public",
	["govpub check-links -C office"] = [[
sed "s|folder = \"portal\"|url = \"https://www.example.gov.cn/\"|; s|id = \"lu\",|& login = \"$(id -un)\",|" \
HERE/examples/office/office.lua >office/office.lua]],
	["govpub rules run --rules privacy,secrecy 名单.xlsx"] = "cp HERE/examples/workshop/06-document/start/files/mingdan.xlsx 名单.xlsx",
	["govpub terms 通知.txt terms/places.txt"] = "mkdir terms && printf '布署\\t部署\\n' >terms/places.txt && echo 关于布署工作的通知 >通知.txt",
	["govpub rules pack policy --key my.key"] = "govpub rules keygen --no-password my.key && " .. prepare_pack:gsub("%%s", "policy"),
	["govpub rules install -C office events-1.0.tar.gz"] = prepare_pack:gsub("%%s", "events") .. " && govpub rules pack events",
	["govpub annual-report status 2025"] = "rm annual-report/2025/foi-2021.xlsx && cp -r HERE/examples/office/annual-report .",
	["govpub annual-report check https://www.example.gov.cn/nb/2025.html"] = "mkdir SITE/nb && cp nb.html SITE/nb/2025.html",
	["govpub foi import 台账.csv --history"] = "printf '2025年台账\\n申请人,联系电话,申请人类别,申请渠道,获取方式,收到日期,申请内容\\n" ..
		"王某某,13900000000,自然人,邮寄,邮寄,2025.9.22,专项资金分配明细\\n' >台账.csv",
	["cp /srv/govpub/unattended/govpub-check.* /etc/systemd/system/"] = "mkdir -p /etc/systemd/system",
	["30 2 * * * /bin/sh /srv/govpub/unattended/nightly.sh /srv/govpub/unattended/nightly.conf"] = [=[
sed 's|folder = "portal"|url = "https://www.example.gov.cn/"|' HERE/examples/office/office.lua >/srv/govpub/office.lua &&
sed -i 's|^OFFICE=.*|OFFICE=/srv/govpub|' /srv/govpub/unattended/nightly.conf]=],
}

-- 1: something is found. All others end with 0.
local finds = {
	["govpub check-links https://www.example.gov.cn/"] = true,
	["govpub check-links --format csv -o links.csv https://www.example.gov.cn/"] = true,
	["govpub check-links public"] = true,
	["govpub check-links --format html -o report.html https://www.example.gov.cn/"] = true,
	["govpub check-links -C office"] = true,
	["govpub check-links -C office --by-owner reports"] = true,
	["govpub rules run --rules privacy,secrecy 名单.xlsx"] = true,
	["govpub terms 通知.txt terms/places.txt"] = true,
	["govpub check-links -C office --accounts"] = true,
	["govpub workshop check 1 lesson1"] = true,
	["govpub check"] = true,
	["govpub annual-report status 2025"] = true, -- the report on the website has no figures yet
}

-- --- running

local tmp = output("mktemp -d")
local locales = { en = "en_US.UTF-8", zh = "zh_CN.UTF-8" }

local function session(lang)
	local base = tmp .. "/" .. lang
	local s = { base = base, folder = base, lang = lang, sites = base .. "/site", ran = 0, wrong = {} }
	output(("mkdir %s && cp -r examples/portal %s"):format(base, s.sites))
	return s
end

-- The sample portal as the site; the preview runs until it is stopped, which is how it is tried.
local function serve(s)
	s.pid = output(("cd %s && PATH=%s:$PATH govpub preview %s >site.url 2>/dev/null & echo $!"):format(s.base,
		here .. "/" .. build, s.sites))
	for _ = 1, 200 do
		local f = io.open(s.base .. "/site.url")
		s.url = f and f:read("l")
		if f then f:close() end
		if s.url then return end
		os.execute("sleep 0.05")
	end
	s.wrong[1] = "govpub preview did not start"
	s.url = "http://127.0.0.1:9/"
end

local function here_and_now(s, command)
	return (command:gsub("https://www%.example%.gov%.cn/", s.url):gsub("HERE", here):gsub("SITE", s.sites)
		:gsub("/srv/", s.base .. "%0"):gsub("/etc/", s.base .. "%0"):gsub(cron, "")
		:gsub("^make (.*)", function(target)
			local how = target == "install" and ("-o %s/govpub DESTDIR=%s"):format(build, s.base) or "-n"
			return ("make -C %s -s B=%s %s %s"):format(here, build, how, target)
		end))
end

local function run(s, command)
	local head = ("cd %s && PATH=%s/usr/local/bin:%s/%s:$PATH HOME=%s XDG_STATE_HOME=%s/state LC_ALL=%s "):format(s.folder, s.base,
		here, build, s.base, s.base, locales[s.lang])
	return output(("%s timeout 60 sh -c '%s' 2>&1 </dev/null"):format(head, here_and_now(s, command):gsub("'", "'\\''")))
end

local skipped = {}

local function try(s, command)
	local why, to = reason(command), command:match("^cd (%S+)$")
	if why then
		skipped[command] = why
		return
	end
	if command == "govpub preview public" then return end -- it runs as long as the session does
	local text, status = "", 0
	if before[command] then
		text, status = run(s, before[command])
		if status ~= 0 then s.wrong[#s.wrong + 1] = ("before %s: %s"):format(command, text) end
	end
	text, status = run(s, command)
	s.folder = to and s.folder .. "/" .. to or s.folder
	s.ran = s.ran + 1
	if status ~= (finds[command] and 1 or 0) then
		s.wrong[#s.wrong + 1] = ("%s: exit status %d: %s"):format(command, status, text)
	end
end

local function readme(name, least)
	local commands = { en = commands_of(name .. ".md"), zh = commands_of(name .. ".zh-CN.md") }
	check(name .. ": both languages have the same commands in the same order", same(commands.en, commands.zh))
	for _, lang in ipairs { "en", "zh" } do
		local s = session(lang)
		serve(s)
		for _, command in ipairs(commands[lang]) do try(s, command) end
		os.execute(("kill %s; rm -rf %s"):format(s.pid, s.base))
		if s.ran < least then s.wrong[#s.wrong + 1] = s.ran .. " were run" end
		check(("%s, %s: the commands run"):format(name, lang), s.wrong)
	end
end

readme("README", 38)
readme("examples/unattended/README", 3)

-- a package that a bare machine is told to install is one that tests/fresh.sh gives its own
local given, wrong = "," .. io.open("tests/fresh.sh"):read("a"):match("%-%-include=(%S+)") .. ",", {}
for command, why in pairs(skipped) do
	print(("# left out: %s: %s"):format(command, why))
	for package in (command:match("^apt%-get install (.+)") or ""):gmatch("%S+") do
		if not given:find("," .. package .. ",", 1, true) then wrong[#wrong + 1] = package end
	end
end
check("a bare machine that installs what is said has what is needed", wrong)

os.execute("rm -rf " .. tmp)
print("1.." .. n)
os.exit(not failed)
