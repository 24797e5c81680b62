#!/usr/bin/env lua5.4
-- every Chinese error stands for an English one of the source, with the same conversions
package.path = "tests/lib/?.lua;" .. package.path
local words, doubled = require "words".all "errors"
local source, spoken = {}, {} -- spoken: the errors of the verbs in Lua
local files = assert(io.popen "find core cmd lua/govpub lua/register -name '*.c' -o -name '*.lua'")
for path in files:lines() do
	local text = assert(io.open(path)):read "a"
	if path:match "%.c$" then
		source[#source + 1] = text:gsub('"%s*"', "") -- adjacent literals are one
	elseif not path:find "^lua/govpub/errors/" then
		source[#source + 1] = text
		for en in text:gmatch 'say%.fail%(%s*"%l+",%s*"(.-)"[,)]' do spoken[#spoken + 1] = { path, en } end
		for en in text:gmatch 'say%.fail_system%([^"\n]-"(.-)"[,)]' do spoken[#spoken + 1] = { path, en } end
	end
end
files:close()
source = table.concat(source, "\n")

local function conversions(s)
	local list = {}
	for c in s:gsub("%%%%", ""):gmatch "%%[-+ #0-9.*]*[hlzjt]*[a-zA-Z]" do list[#list + 1] = c end
	return table.concat(list, " ")
end

local n, failed = 0, 0
local function ok(pass, name, detail)
	n = n + 1
	if not pass then failed = failed + 1 end
	print((pass and "ok %d - %s" or "not ok %d - %s"):format(n, name))
	if not pass then print("# " .. table.concat(detail, "\n# ")) end
end

local foreign, unequal = {}, {}
local system = { ["No such file or directory"] = 1, ["Permission denied"] = 1, ["No space left on device"] = 1,
	["Is a directory"] = 1, ["Not a directory"] = 1, ["Read-only file system"] = 1, ["Address already in use"] = 1,
	["Input/output error"] = 1, ["Broken pipe"] = 1,
	["String exceeds Excel's limit of 32,767 characters."] = 1, ["String exceeds Excel's limit of 255 characters."] = 1,
	 ["Disk quota exceeded"] = 1, ["File too large"] = 1,
	["File name too long"] = 1, ["Cannot allocate memory"] = 1, ["Too many open files"] = 1, ["Operation not permitted"] = 1,
	["Too many levels of symbolic links"] = 1, ["Temporary failure in name resolution"] = 1 }
for en, zh in pairs(words) do
	if not system[en] and not source:find('"' .. en .. '"', 1, true) then foreign[#foreign + 1] = en end
	if conversions(en) ~= conversions(zh) then unequal[#unequal + 1] = en .. " → " .. zh end
end
ok(#foreign == 0, "each stands in the source", foreign)
ok(#doubled == 0, "each is there once", doubled)
ok(#unequal == 0, "each has the conversions of its English", unequal)

-- what the verbs themselves say to a clerk is all there
local missing = {}
for _, path in ipairs { "cmd/main.c", "cmd/check-links.c", "cmd/check-options.c", "cmd/check-output.c", "cmd/check-report.c",
	"cmd/check-run.c", "cmd/check-scope.c", "cmd/check-headers.c", "cmd/check-network.c", "cmd/check-proxy.c",
	"cmd/check-secret.c", "cmd/check-target.c", "cmd/preview.c",
	"cmd/fetch.c", "core/crawl/fetch_one.c", "cmd/doctor.c", "cmd/doctor_worker.c", "cmd/workday.c", "cmd/terms.c", "cmd/terms_input.c" } do
	local text = assert(io.open(path)):read("a"):gsub('"%s*"', "")
	for en in text:gmatch 'gp_fail[_errno]*%(e, GP_E%u+,%s*"(.-)"[,)]' do
		if not words[en] and en ~= "%s" then missing[#missing + 1] = path .. ": " .. en end
	end
end
for _, s in ipairs(spoken) do
	if not words[s[2]] and s[2] ~= "%s" then missing[#missing + 1] = s[1] .. ": " .. s[2] end
end
ok(#missing == 0 and #spoken > 0, "every error of the verbs has its Chinese", missing)
-- the same of rules and scripts, with the reasons that are put into a sentence
missing = {}
local scripts = assert(io.popen("ls cmd/rules*.c cmd/run.c cmd/page.c cmd/page_input.c core/rules/rules*.c core/rules/declarations*.c core/script/sources.c core/script/script*.c "
	.. "core/script/sandbox.c core/script/session.c core/script/lua_value.c core/rules/page_rules.c core/script/object.c "
	.. "core/office/calendar*.c core/script/calendar*.c core/ledger/*.c core/script/bind*.c core/match/*.c core/script/rule_page.c core/web/select*.c"))
local seen = 0
for path in scripts:lines() do
	local text = assert(io.open(path)):read("a"):gsub('"%s*"', "")
	local function speak(pattern)
		for en in text:gmatch(pattern) do
			seen = seen + 1
			if not words[en] and en ~= "%s" then missing[#missing + 1] = path .. ": " .. en end
		end
	end
	speak 'gp_fail%([%w%->&]+, GP_E%u+,%s*"(.-)"[,)]'
	speak 'gp_fail_errno%([%w%->&]+, [^"]-"(.-)"[,)]'
	speak 'gp_err_word%(%s*"(.-)"%)'
	if path:find "lua_value" then speak 'refuse%(%S+ %S+ "(.-)"%)' end
	if path:find "sandbox" then speak '\n\t{"[%w.]+", "(.-)"},' end
end
scripts:close()
ok(#missing == 0 and seen > 80, "every sentence about rules and scripts has its Chinese", missing)
-- the same of what is declared wrong in a register, and of its functions
missing, seen = {}, 0
local engine = assert(io.popen "ls lua/register/*.lua")
for path in engine:lines() do
	local text = assert(io.open(path)):read "a"
	for _, pattern in ipairs { 'wrong%([^\n]-, "(.-)"[,)]', 'place%.word%(?%s*"(.-)"' } do
		for en in text:gmatch(pattern) do
			seen = seen + 1
			if not words[en] then missing[#missing + 1] = path .. ": " .. en end
		end
	end
end
engine:close()
ok(#missing == 0 and seen > 60, "every sentence about registers has its Chinese", missing)
-- the same of files that are read; what the worker says is translated by its parent, so nothing is filled in
missing, seen = {}, 0
local readers = assert(io.popen("ls core/doc/zip_in.c core/doc/xml.c core/doc/ooxml.c core/doc/xlsx*.c core/doc/docx*.c core/doc/markdown*.c core/base/document_pack.c "
	.. "core/web/document*.c core/report/reader*.c"))
for path in readers:lines() do
	local text = assert(io.open(path)):read("a"):gsub('"%s*"', "")
	for _, en in text:gmatch 'gp_fail([_at]*)%([^"]-, GP_E%u+,[^";]*"(.-)"[,)]' do
		seen = seen + 1
		if not words[en] and en ~= "%s" or (en:find "%%" and path ~= "core/report/reader.c") then
			missing[#missing + 1] = path .. ": " .. en
		end
	end
end
readers:close()
ok(#missing == 0 and seen > 50, "every sentence about files has its Chinese, and what a worker says is whole", missing)
-- the same of documents and of what writes them; a file that is not named above belongs here
missing, seen = {}, 0
local writers = assert(io.popen("ls core/base/document*.c core/doc/xml_spans.c core/doc/zip_out.c core/report/document*.c "
	.. "core/report/outfile.c core/sys/program.c core/sys/tempdir.c core/command/*.c core/store/ledger*.c"))
for path in writers:lines() do
	local text = assert(io.open(path)):read("a"):gsub('"%s*"', "")
	for _, pattern in ipairs { 'gp_fail[_errnoat]*%([^"]-"(.-)"[,)]', 'gp_err_word%(%s*"(.-)"%)', 'wrong%(&?r, "(.-)"%)',
		'refuse%([^"]-, "(.-)"[,)]' } do
		for en in text:gmatch(pattern) do
			seen = seen + 1
			if not words[en] and en ~= "%s" then missing[#missing + 1] = path .. ": " .. en end
		end
	end
end
writers:close()
ok(#missing == 0 and seen > 80, "every sentence about documents that are written has its Chinese", missing)
-- the same of packs
missing, seen = {}, 0
local packs = assert(io.popen("ls core/pack/*.c core/rules/pack*.c"))
for path in packs:lines() do
	local text = assert(io.open(path)):read("a"):gsub('"%s*"', "")
	local function speak(en)
		seen = seen + 1
		if not words[en] and en:gsub("%%[-.%d*zll]*[sdu]", ""):find "%a" then missing[#missing + 1] = path .. ": " .. en end
	end
	for _, call in ipairs { "gp_fail", "gp_fail_at", "gp_fail_errno", "gp_err_word", "refuse" } do
		for arguments in text:gmatch("%f[%w_]" .. call .. "(%b())") do
			for en in arguments:gmatch '"([^"]+)"' do speak(en) end
		end
	end
	for en in text:gmatch 'why = "(.-)"' do speak(en) end
	for en in text:gmatch 'return "(.-)"' do speak(en) end
end
packs:close()
ok(#missing == 0 and seen > 40, "every sentence about packs has its Chinese", missing)
print("1.." .. n)
os.exit(failed == 0)
