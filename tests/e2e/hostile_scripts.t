#!/usr/bin/env lua5.4
-- Every script of tests/hostile is run as an office would run it. The head of a script says what must come of it:
--
--   -- class: NAME        what it attacks
--   -- expect: OUTCOME    cpu, memory: stopped for it; error TEXT: it broke, and the message has TEXT;
--                         value JSON: it returned that; finds N: that many findings, all its own;
--                         refused TEXT: it is not even started. Alternatives stand between "|".
--   -- as: rule | test    `rules run` on a page, `rules test`; without it: `run`
--   -- make: EXPRESSION   the source is the value of this Lua expression
--   -- stops: N           so many workers may be used up, each with its share of time
--   -- ...                why it is nasty
--
-- Whatever it is: exit status, one line that names the script and nothing that draws on a terminal, CPU time,
-- wall time and memory within bounds, no file made. As root everything is done again as nobody; what reaches for files,
-- processes and the like again with one layer of the jail missing (jailless.so).
local build = os.getenv("GP_BUILD") or "build"
local sanitized = build:find("san$") ~= nil
local CPU_MS, WALL_MS, RSS_KIB = 2100, 6000, 72 << 10
if sanitized then
	CPU_MS, WALL_MS, RSS_KIB = 4000, 20000, math.huge
end
local NOBODY = "setpriv --reuid=65534 --regid=65534 --clear-groups"
local SLOW_AGAIN = 2 -- of what takes two seconds, as nobody

-- --- small tools

local count, failed = 0, false

local function ok(pass, name, ...)
	count = count + 1
	failed = failed or not pass
	print(("%sok %d - %s"):format(pass and "" or "not ", count, name))
	for _, why in ipairs(pass and {} or { ... }) do
		print("#   " .. tostring(why):sub(1, 600):gsub("\n", "\n#   "):gsub("[\0-\9\11-\31]", "?"))
	end
	return pass
end

local function sh(command)
	local p = assert(io.popen(command))
	local out = p:read("a")
	p:close()
	return (out:gsub("\n$", ""))
end

local function read(path)
	local f = io.open(path, "rb")
	local s = f and f:read("a")
	if f then f:close() end
	return s
end

local function write(path, text)
	local f = assert(io.open(path, "wb"))
	f:write(text)
	f:close()
end

local tmp <close> = setmetatable({ path = sh("mktemp -d") }, {
	__close = function(t) os.execute("rm -rf '" .. t.path .. "'") end,
})
local dir = tmp.path

-- --- the scripts

local function head(text, key)
	return ("\n" .. text):match("\n%-%- " .. key .. ": ([^\n]*)")
end

local function load_scripts()
	local list = {}
	for path in sh("ls tests/hostile/*.lua"):gmatch("[^\n]+") do
		local text = assert(read(path))
		local s = { name = path:match("([^/]+)%.lua$"), class = head(text, "class"), as = head(text, "as") or "run",
			stops = tonumber(head(text, "stops") or 1),
			outcomes = {}, source = text }
		for o in head(text, "expect"):gmatch("[^|]+") do
			local word, rest = o:match("^(%a+) ?(.-) ?$")
			s.outcomes[#s.outcomes + 1] = { word = word, rest = rest }
			s.slow = s.slow or word == "cpu" or (sanitized and word == "memory")
		end
		local make = head(text, "make")
		if make then s.source = assert(load("return " .. make, "@" .. path))() end
		list[#list + 1] = s
	end
	return list
end

-- A page with enough of everything that sorting and walking have something to do.
local function page()
	local t = { "<!DOCTYPE html><html><head><title>A page</title>" }
	for i = 1, 60 do t[#t + 1] = ('<meta name="m%d" content="%d">'):format(i * 37 % 60, i) end
	for i = 1, 60 do t[#t + 1] = ('<p id="i%d" class="c%d">text <a href="/%d.html">link</a></p>'):format(i * 37 % 60, i, i) end
	return table.concat(t, "\n")
end

-- --- running, two at a time

local ARGS = { run = "run %s", rule = "rules run --rules %s ../page.html", test = "rules test %s" }

local function prepare(scripts)
	for _, d in ipairs { "scripts", "out", "canary" } do assert(os.execute("mkdir " .. dir .. "/" .. d)) end
	os.execute(("cp -r tests/hostile/lib %s/scripts/ && cp %s/govpub %s/tests/lib/measure %s/"):format(dir, build, build, dir))
	os.execute(("cp %s/tests/lib/jailless.so %s/ 2>/dev/null"):format(build, dir))
	for _, s in ipairs(scripts) do write(("%s/scripts/%s.lua"):format(dir, s.name), s.source) end
	write(dir .. "/page.html", page())
	write(dir .. "/canary/alive", "")
	write(dir .. "/job", [[
cd "$1/canary" || exit
timeout -k 5 60 ../measure "../out/$2.$3.took" $4 ../govpub $5 >"../out/$2.$3.out" 2>"../out/$2.$3.err" </dev/null
:]])
	os.execute(("chmod -R a+rX %s && chmod 777 %s/canary"):format(dir, dir))
end

local function run_all(scripts, who, prefix)
	local jobs = {}
	table.sort(scripts, function(a, b)
		if a.slow ~= b.slow then return a.slow end
		return a.name < b.name
	end)
	for _, s in ipairs(scripts) do
		local args = ARGS[s.as]:format("../scripts/" .. s.name .. ".lua")
		jobs[#jobs + 1] = ("'%s' %s %s '%s' '%s'\n"):format(dir, s.name, who, prefix, args)
	end
	write(dir .. "/jobs", table.concat(jobs))
	os.execute(("LC_ALL=C.UTF-8 HOME=%s/canary XDG_STATE_HOME=%s/canary xargs -P 2 -L 1 sh %s/job <%s/jobs"):format(dir,
		dir, dir, dir))
end

-- --- judging

local function lines_of(text)
	local n = 0
	for _ in text:gmatch("\n") do n = n + 1 end
	return n
end

-- What moves the cursor, hides or turns text around: C0, DEL, C1, zero width and bidirectional controls.
local function draws(text)
	return text:find("[\0-\9\11-\31\127]") or text:find("\xC2[\x80-\x9F]") or
		text:find("\xE2\x80[\x8B-\x8F\xAA-\xAE]") or text:find("\xE2\x81[\xA6-\xA9]")
end

local STOPPED = { cpu = "stopped: it used more than 2 seconds of processor time", memory = "stopped: it used more than 40 MiB of memory" }
local BUSY = "stopped: it took longer than 5 seconds" -- when the machine gave it less than 2 s of processor time

-- What the script broke with, said once and in its name.
local function said(s, r, text)
	local where, name = r.err, s.name .. ".lua"
	if s.as == "rule" then
		where = r.out
		name = where:find("[" .. s.name .. "]", 1, true) and "[" .. s.name .. "]" or name
	end
	return r.status == 5 and lines_of(where) == 1 and where:find(name, 1, true) and where:find(text, 1, true) and
		(s.as == "run" and r.out or r.err) == ""
end

local check = {}

function check.cpu(s, r)
	return said(s, r, STOPPED.cpu) or (said(s, r, BUSY) and r.cpu < 2000 + r.base)
end

function check.memory(s, r)
	return said(s, r, STOPPED.memory)
end

function check.error(s, r, text)
	if s.as == "test" then return r.status == 1 and r.err == "" and r.out:find(text, 1, true) end
	return said(s, r, text)
end

function check.value(_, r, json)
	return r.status == 0 and r.out == json .. "\n" and r.err == ""
end

function check.finds(s, r, n)
	local _, own = r.out:gsub(" %[" .. s.name:gsub("%-", "%%-") .. "%]\n", "")
	return r.status == 1 and r.err == "" and own == tonumber(n) and lines_of(r.out) == own
end

function check.refused(_, r, text)
	return (r.status == 2 or r.status == 8) and r.out == "" and lines_of(r.err) == 1 and r.err:find(text, 1, true)
end

local worst = {}

local function judge(s, who, base)
	local at = ("%s/out/%s.%s."):format(dir, s.name, who)
	local status, cpu, wall, rss = (read(at .. "took") or ""):match("^(%d+) (%d+) (%d+) (%d+)")
	local r = { status = tonumber(status), cpu = tonumber(cpu) or 0, wall = tonumber(wall) or 0, rss = tonumber(rss) or 0,
		out = read(at .. "out"), err = read(at .. "err"), base = base.cpu }
	local fits, w = false, worst[who]
	for _, o in ipairs(s.outcomes) do fits = fits or check[o.word](s, r, o.rest) end
	for k in pairs(w) do
		local n = k == "rss" and r.rss or r[k] // s.stops
		if n > w[k].n then w[k] = { n = n, by = s.name } end
	end
	ok(fits and not draws(r.out .. r.err) and r.cpu <= CPU_MS * s.stops + base.cpu and
		r.wall <= WALL_MS * s.stops and r.rss <= RSS_KIB,
		("%s: %s, as %s: %s"):format(s.class, s.name, who, head(read("tests/hostile/" .. s.name .. ".lua"), "expect")),
		("status %s, CPU %d ms, wall %d ms, %d KiB"):format(status or "none, it never ended", r.cpu, r.wall, r.rss), r.err,
		r.out)
end

-- What the parent and the start of a worker take: the time of a script that does nothing.
local function measure_base(who, prefix)
	local s = { name = "base", as = "run" }
	write(dir .. "/scripts/base.lua", "return 1\n")
	run_all({ s }, who, prefix)
	local cpu = (read(("%s/out/base.%s.took"):format(dir, who)) or ""):match("^0 (%d+)")
	ok(cpu, "a script that does nothing runs as " .. who, read(("%s/out/base.%s.err"):format(dir, who)))
	return { cpu = tonumber(cpu) or 0 }
end

-- what would leave the script, and one of each kind that is stopped
local REACHING = { files = true, process = true, environment = true, module = true, bytecode = true, debug = true }

local function reaching(scripts)
	local list, seen = {}, {}
	for _, s in ipairs(scripts) do
		local stopped = s.slow and s.as == "rule" or s.class == "memory"
		if REACHING[s.class] or (stopped and not seen[s.class]) then list[#list + 1] = s end
		seen[s.class] = seen[s.class] or stopped
	end
	return list
end

local function half(scripts, who, prefix)
	local base = measure_base(who, prefix)
	worst[who] = { cpu = { n = 0 }, wall = { n = 0 }, rss = { n = 0 } }
	run_all(scripts, who, prefix)
	for _, s in ipairs(scripts) do judge(s, who, base) end
	local w = worst[who]
	print(("# as %s: %d scripts; worst: CPU %d ms (%s; %d ms of it without any script), wall %d ms (%s), %d KiB (%s)"):format(
		who, #scripts, w.cpu.n, w.cpu.by, base.cpu, w.wall.n, w.wall.by, w.rss.n, w.rss.by))
end

-- --- rules beside each other: tests/hostile/office

local function rules_run(which, pages)
	return sh(("cd %s && ./govpub rules run --lang en -C office --rules %s %s 2>err </dev/null"):format(dir, which, pages))
end

local function only(out, pattern)
	local list = {}
	for line in out:gmatch("[^\n]+") do
		if line:find(pattern) then list[#list + 1] = line end
	end
	return table.concat(list, "\n"), #list
end

-- The honest rules, of the pack of the hostile ones and of another, find what they find alone.
local function beside_each_other()
	local pages = {}
	os.execute(("cp -r tests/hostile/office %s/"):format(dir))
	for i = 1, 4 do
		pages[i] = "page" .. i .. ".html"
		write(dir .. "/" .. pages[i], ("<title>Page %d</title><p id=i1><a href='/%d.html'>link %d</a>"):format(i, i, i))
	end
	pages = table.concat(pages, " ")
	local alone, n = only(rules_run("clean/honest", pages), "%[clean/honest%]$")
	local out = rules_run("clean,mixed", pages)
	ok(n == 4 and not alone:find("poison"), "an honest rule finds something on each of four pages", alone)
	ok(only(out, "%[clean/honest%]$") == alone, "and the same beside rules of another pack that mean harm", out)
	ok(only(out, "%[mixed/honest%]$") == alone:gsub("clean/honest", "mixed/honest"), "and beside those of its own", out)
	for name, text in pairs { ["a-loops"] = STOPPED.cpu, ["b-memory"] = STOPPED.memory, ["c-keeps"] = "kept more than 8 MiB",
		["f-breaks"] = "page is read-only" } do
		local said, times = only(out, "%[mixed/" .. name:gsub("%-", "%%-") .. "%]$")
		ok(times == 3 and said:find(text, 1, true) and said:find("left out for the rest of the check[^\n]*$"),
			name .. " is left out after the third time, and it is said", said)
	end
	ok(select(2, only(out, "poisoned %[mixed/d%-poison%]$")) == 4 and select(2, only(out, "last %[mixed/z%-args%]$")) == 4,
		"a rule that only spoils its own finds what it would", out)
	ok(not only(out, "in the name of"):gsub("%[mixed/e%-random%]", ""):find("%[") and not out:find("before it broke"),
		"a report() that was kept speaks for its own rule, and one that broke found nothing", out)
	ok(read(dir .. "/err") == "" and not draws(out), "nothing else is said", read(dir .. "/err"))
end

-- At most `slow` of the slow ones of a kind, and all others.
local function fewer(scripts, slow, kind_of)
	local list, left = {}, {}
	for _, s in ipairs(scripts) do
		local kind = kind_of(s)
		left[kind] = left[kind] or slow
		if not s.slow or left[kind] > 0 then
			list[#list + 1] = s
			if s.slow then left[kind] = left[kind] - 1 end
		end
	end
	return list
end

-- --- all of it

local scripts = load_scripts()
local root = sh("id -u") == "0"
prepare(scripts)
if sanitized then
	print("# built with sanitizers: without seccomp and RLIMIT_AS, one slow script of a class, time and memory are not judged strictly")
	scripts = fewer(scripts, 1, function(s) return s.class .. s.as end)
end
half(scripts, root and "root" or "user", "")
if not root then
	print("# not root: what differs as root is not tested")
elseif not os.execute(NOBODY .. " true 2>/dev/null") then
	print("# setpriv cannot become nobody here: what differs as an ordinary user is not tested")
elseif not sanitized then
	half(fewer(scripts, SLOW_AGAIN, function(s) return s.as end), "nobody", NOBODY)
end
for _, layer in ipairs(sanitized and {} or { "landlock", "seccomp" }) do
	half(reaching(scripts), "no-" .. layer, ("env GP_KERNEL_WITHOUT=%s LD_PRELOAD=%s/jailless.so"):format(layer, dir))
end
beside_each_other()
ok(sh(("cd %s/canary && find . -mindepth 1"):format(dir)) == "./alive", "no script made a file",
	sh(("cd %s/canary && find ."):format(dir)))
print("1.." .. count)
os.exit(not failed, true)
