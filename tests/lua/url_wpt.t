#!/usr/bin/env lua5.4
-- The URL parser against the shared test data of the browsers (web-platform-tests, url/resources).
local fixtures = os.getenv "GOVPUB_FIXTURES"
if not fixtures then
	print "1..0 # SKIP GOVPUB_FIXTURES is not set"
	os.exit(0)
end
local cjson = require "cjson"
local program = (os.getenv "GP_BUILD" or "build") .. "/tests/lib/url_lines"

-- Inputs on which the parser differs, each with its reason. A new difference
-- fails the test, and so does an entry that is no longer true.
local hyphens = "libidn2 always checks hyphens"
local newer = "the mapping of a newer Unicode than libidn2's"
local known = {
	["a†--"] = hyphens,
	["-†"] = hyphens,
	["x01234567890123456789012345678901234567890123456789012345678901†"] =
		"libidn2 always checks the length of a label",
	["look\u{180E}out.net"] = newer,
	["look\u{206B}out.net"] = newer,
	["\u{4C0}.com"] = newer,
	["\u{2F868}.com"] = newer,
	["\u{2183}.com"] = newer,
	["\u{1E9E}.com"] = newer,
	["\u{1E9E}.foo.com"] = newer,
}

local count, failed = 0, 0
local function ok(pass, name)
	count = count + 1
	if not pass then failed = failed + 1 end
	print(("%sok %d - %s"):format(pass and "" or "not ", count, name))
	return pass
end

local function slurp(path)
	local f = assert(io.open(path, "rb"))
	local s = f:read "a"
	f:close()
	return s
end

-- cjson refuses half a surrogate pair; a URL reads it as U+FFFD.
local function decode(text)
	local out, at = {}, 1
	while true do
		local from, to, what = text:find("\\(.)", at)
		if not from then break end
		local hex = what == "u" and text:match("^%x%x%x%x", to + 1)
		local code = hex and tonumber(hex, 16) or 0
		out[#out + 1] = text:sub(at, from - 1)
		if code >= 0xD800 and code <= 0xDFFF then
			local low = text:match("^\\u([Dd][C-Fc-f]%x%x)", to + 5)
			if code <= 0xDBFF and low then
				out[#out + 1] = text:sub(from, to + 10)
				at = to + 11
			else
				out[#out + 1] = "\\uFFFD"
				at = to + 5
			end
		else
			out[#out + 1] = text:sub(from, to)
			at = to + 1
		end
	end
	out[#out + 1] = text:sub(at)
	return cjson.decode(table.concat(out))
end

local function hex(s)
	return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end))
end

-- Parses all cases at once: { {input=, base=, charset=}, … } to a list of parts or false.
local function parse(cases)
	local name = os.tmpname()
	local f = assert(io.open(name, "wb"))
	for _, case in ipairs(cases) do
		f:write(hex(case.input), "\t", case.base and hex(case.base) or "-", "\t",
			case.charset or "-", "\n")
	end
	f:close()
	local pipe, results = assert(io.popen(program .. " <" .. name)), {}
	for line in pipe:lines() do
		local parts = {}
		for part in (line .. "\t"):gmatch "([^\t]*)\t" do parts[#parts + 1] = part end
		results[#results + 1] = line:sub(1, 1) ~= "!" and parts
	end
	pipe:close()
	os.remove(name)
	assert(#results == #cases, "one answer a case")
	return results
end

local function prefixed(mark, s) return s == "" and "" or mark .. s end

-- What is wrong with the parts of a result, or nil.
local function difference(case, got)
	if case.failure then return got and "parses to " .. got[1] or nil end
	if not got then return "does not parse" end
	local want = {
		case.href, case.protocol:sub(1, -2), case.username, case.password, case.hostname,
		case.port == "" and "-1" or case.port, case.pathname, case.search, case.hash,
	}
	got = { table.unpack(got) }
	got[8], got[9] = prefixed("?", got[8]), prefixed("#", got[9])
	for i = 1, 9 do
		if got[i] ~= want[i] then return ("got %s, want %s"):format(got[i], want[i]) end
	end
	if got[10] ~= "same" then return "does not parse to itself" end
	if (case.href:find "^https?:" ~= nil) ~= (got[11] == "known") then
		return "looks_serialised is wrong"
	end
end

-- Runs cases, reports shares and unexpected differences. Returns good, total.
local function run(title, cases)
	local good, used, odd = 0, {}, {}
	for i, got in ipairs(parse(cases)) do
		local case = cases[i]
		local why = difference(case, got)
		local listed = known[case.input]
		if why and listed then
			used[#used + 1] = listed
		elseif why then
			odd[#odd + 1] = ("%q %s: %s"):format(case.input, case.base and "on " .. case.base or "", why)
		elseif listed then
			odd[#odd + 1] = ("%q is listed as different (%s) but is right"):format(case.input, listed)
		else
			good = good + 1
		end
	end
	ok(#odd == 0, ("%s: %d of %d equal, %d listed differences"):format(title, good, #cases, #used))
	for _, line in ipairs(odd) do print("# " .. line) end
	return good, #cases
end

local function is_http(case)
	local function http(s) return s and s:lower():find "^%s*https?:" ~= nil end
	local scheme = case.input:find "^%s*%a[%w+.-]*:"
	return http(case.href) or http(case.input) or (not scheme and http(case.base))
end

local web, other = {}, {}
for _, file in ipairs { "urltestdata", "urltestdata-javascript-only", "ada_extra_urltestdata" } do
	for _, case in ipairs(decode(slurp(fixtures .. "/url/tests/wpt/" .. file .. ".json"))) do
		if type(case) == "table" then
			if case.base == cjson.null then case.base = nil end
			local list = is_http(case) and web or other
			list[#list + 1] = case
		end
	end
end
local good, total = run("http and https", web)
ok(good >= 0.99 * total, ("at least 99 %% of the http cases: %.2f %%"):format(100 * good / total))
run("other schemes", other)

-- Domains alone: toascii.json holds "domain to ASCII" as the URL Standard uses it.
local function domains(file)
	local cases = {}
	for _, case in ipairs(decode(slurp(fixtures .. "/url/tests/wpt/" .. file .. ".json"))) do
		if type(case) == "table" then
			cases[#cases + 1] = { input = "https://" .. case.input .. "/x", domain = case.output }
		end
	end
	return cases
end

local function domain_shares(file)
	local cases, good, used, odd = domains(file), 0, 0, {}
	for i, got in ipairs(parse(cases)) do
		local name = cases[i].input:sub(9, -3)
		local want = cases[i].domain ~= cjson.null and cases[i].domain or nil
		local same = (got and got[5] or nil) == want
		if same then good = good + 1 end
		if same == (known[name] ~= nil) then
			odd[#odd + 1] = ("%q: got %s, want %s"):format(name, got and got[5], want)
		elseif not same then
			used = used + 1
		end
	end
	return good, #cases, used, odd
end

local right, all, listed, odd = domain_shares "toascii"
ok(#odd == 0, ("domain to ASCII: %d of %d equal, %d listed differences"):format(right, all, listed))
for _, line in ipairs(odd) do print("# " .. line) end
right, all = domain_shares "IdnaTestV2"
print(("# the Unicode conformance file, for information: %d of %d equal"):format(right, all))

-- Queries in the encoding of the page.
local encoded, wanted = {}, {}
for _, case in ipairs(decode(slurp(fixtures .. "/url/tests/wpt/percent-encoding.json"))) do
	for charset, want in pairs(type(case) == "table" and case.output or {}) do
		if charset ~= "iso-2022-jp" then -- stateful, and never seen on the pages in question
			encoded[#encoded + 1] = { input = "https://doc.example/?" .. case.input, charset = charset }
			wanted[#wanted + 1] = want
		end
	end
end
right, odd = 0, {}
for i, got in ipairs(parse(encoded)) do
	if got and got[8] == wanted[i] then
		right = right + 1
	else
		odd[#odd + 1] = ("%q in %s: got %s, want %s"):format(
			encoded[i].input, encoded[i].charset, got and got[8], wanted[i])
	end
end
ok(#odd == 0, ("queries in the page's encoding: %d of %d equal"):format(right, #wanted))
for _, line in ipairs(odd) do print("# " .. line) end

-- Addresses of real portals.
local portals, bad = {}, {}
for line in io.lines(fixtures .. "/url/gov_urls.tsv") do
	portals[#portals + 1] = { input = line:match "^[^\t]*" }
end
for i, got in ipairs(parse(portals)) do
	if not got or got[10] ~= "same" or got[11] ~= "known" then bad[#bad + 1] = portals[i].input end
end
ok(#bad == 0 and #portals > 600, 
	("%d addresses of portals parse, and to themselves"):format(#portals))
for _, line in ipairs(bad) do print("# " .. line) end

print("1.." .. count)
os.exit(failed == 0)
