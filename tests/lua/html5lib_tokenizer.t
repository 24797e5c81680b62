#!/usr/bin/env lua5.4
-- the tokenizer against the html5lib-tests tokenizer files (error lists are not compared)
local cjson = require "cjson"

local fixtures = os.getenv "GOVPUB_FIXTURES"
if not fixtures then
	print "1..0 # SKIP GOVPUB_FIXTURES is not set"
	os.exit(0)
end
local program = (os.getenv "GP_BUILD" or "build") .. "/tests/lib/html_tokens"
-- xmlViolation.test tests coercion to an XML infoset, which no part of the product does
local files = { "contentModelFlags", "domjs", "entities", "escapeFlag", "namedEntities", "numericEntities",
	"pendingSpecChanges", "test1", "test2", "test3", "test4", "unicodeChars", "unicodeCharsProblematic" }
local states = { ["Data state"] = "data", ["RCDATA state"] = "rcdata", ["RAWTEXT state"] = "rawtext",
	["Script data state"] = "script", ["PLAINTEXT state"] = "plaintext", ["CDATA section state"] = "cdata" }

-- UTF-8 of any number up to 10FFFF, surrogates too: the tests hold lone ones
local function utf8_lax(cp) return utf8.char(cp) end

-- \uXXXX in s as UTF-8; pairs of surrogates joined. `keep` says which characters must stay escaped
local function unescape(s, keep)
	local function one(hex)
		local cp = tonumber(hex, 16)
		return keep and keep(cp) and "\\u" .. hex or utf8_lax(cp)
	end
	s = s:gsub("\\u([dD][89abAB]%x%x)\\u([dD][c-fC-F]%x%x)", function(hi, lo)
		return utf8_lax(0x10000 + (tonumber(hi, 16) - 0xD800) * 0x400 + tonumber(lo, 16) - 0xDC00)
	end)
	return (s:gsub("\\u(%x%x%x%x)", one))
end

-- lua-cjson refuses lone surrogates: give it their bytes. An escaped backslash before the u is no escape.
local function decode(json)
	json = json:gsub("\\\\", "\1")
	json = unescape(json, function(cp) return cp < 0xD800 or cp > 0xDFFF end)
	return cjson.decode((json:gsub("\1", "\\\\")))
end

local function hex(s)
	if s == cjson.null then return "null" end
	return (s:gsub(".", function(c) return ("%%%02X"):format(c:byte()) end))
end

local function expected(test)
	local un = test.doubleEscaped and unescape or function(s) return s end
	local out = {}
	for _, t in ipairs(test.output) do
		local kind, name = t[1], t[2] ~= cjson.null and un(t[2]) or t[2]
		if kind == "Character" then
			out[#out + 1] = "text " .. hex(name)
		elseif kind == "Comment" then
			out[#out + 1] = "comment " .. hex(name)
		elseif kind == "EndTag" then
			out[#out + 1] = "end " .. hex(name)
		elseif kind == "DOCTYPE" then
			local ids = {}
			for i = 3, 4 do ids[#ids + 1] = hex(t[i] == cjson.null and t[i] or un(t[i])) end
			out[#out + 1] = ("doctype %s %s %s"):format(hex(name), table.concat(ids, " "),
				t[5] and "correct" or "quirks")
		else
			local names = {}
			for k in pairs(t[3]) do names[#names + 1] = k end
			table.sort(names)
			local line = "start " .. hex(name)
			for _, k in ipairs(names) do line = line .. " " .. hex(un(k)) .. "=" .. hex(un(t[3][k])) end
			out[#out + 1] = line .. (t[4] and " /" or "")
		end
	end
	out[#out + 1] = "."
	return table.concat(out, "\n") .. "\n"
end

local function slurp(path)
	local f = assert(io.open(path, "rb"))
	local s = f:read "a"
	f:close()
	return s
end

print("1.." .. #files)
local total, failed = 0, 0
for number, name in ipairs(files) do
	local input, wants = {}, {}
	for _, test in ipairs(decode(slurp(fixtures .. "/html5lib/tokenizer/" .. name .. ".test")).tests) do
		local text = test.doubleEscaped and unescape(test.input) or test.input
		for _, state in ipairs(test.initialStates or { "Data state" }) do
			input[#input + 1] = ("%s %s %d\n%s\n"):format(assert(states[state]), test.lastStartTag or "-", #text, text)
			wants[#wants + 1] = { title = test.description .. " (" .. state .. ")", text = text, out = expected(test) }
		end
	end
	local path = os.tmpname()
	local f = assert(io.open(path, "wb"))
	f:write(table.concat(input))
	f:close()
	local pipe = assert(io.popen(program .. " < " .. path, "r"))
	local bad, shown = 0, 0
	for _, want in ipairs(wants) do
		local got = {}
		for line in pipe:lines() do
			got[#got + 1] = line
			if line == "." then break end
		end
		got = table.concat(got, "\n") .. "\n"
		if got ~= want.out then
			bad = bad + 1
			shown = shown + 1
			if shown <= 5 then
				print(("# %s: %q\n#  want %s#  got  %s"):format(want.title, want.text, want.out:gsub("\n", " | "),
					got:gsub("\n", " | ")))
			end
		end
	end
	local finished = pipe:close()
	os.remove(path)
	total, failed = total + #wants, failed + bad
	print(("%s %d - %s: %d of %d cases"):format(bad == 0 and finished and #wants > 0 and "ok" or "not ok", number, name,
		#wants - bad, #wants))
end
print(("# %d cases, %d failed; xmlViolation.test (4 cases) is not ours: it wants XML names and comments"):format(total, failed))
