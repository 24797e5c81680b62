#!/usr/bin/env lua5.4
-- office.lua: the keys of the C schema are those of the manual, and every complaint has its Chinese
local n, failed = 0, false

local function check(name, wrong)
	n = n + 1
	print(("%sok %d - %s"):format(#wrong == 0 and "" or "not ", n, name))
	for _, why in ipairs(wrong) do print("# " .. why) end
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

-- --- the schema: table → key → { required, range, words }

local source = read("core/office/office_schema.c")
local words_of = { hash = "hashes", language = "languages", roles = "gp_office_roles", pace = "paces", severity = "severities" }
local schema, count = {}, 0
for name, body in source:gmatch("static const struct gp_schema_field (%w+)%[%] = {\n(.-)\n};") do
	schema[name] = {}
	for key, required, rest in body:gmatch('\t{"([%w_]+)", (%a+), ([^\n]+)},') do
		local from, to = rest:match("^NUMBER%((%d+), (%d+)%)")
		local words = {}
		if words_of[key] then
			local list = source:match("const char %*const " .. words_of[key] .. "%[%] = {(.-)}")
			for word in list:gmatch('"(%w+)"') do words[#words + 1] = word end
		end
		schema[name][key] = { required = required == "true", from = from, to = to, words = words }
		count = count + 1
	end
end
check("the schema was read", count > 30 and #schema.office.language.words == 2 and {} or { count .. " keys" })

-- --- the pages: a subsection for every table, an item for every key

local function page_of(path, required_word)
	local page = {}
	for title, body in (read(path):gsub("\n%.S[hs] ", "\n\0%0") .. "\0"):gmatch("\n%.Ss (%w+)[^\n]*\n([^\0]*)") do
		page[title] = {}
		for key, head, text in (body:gsub("\n%.It ", "\n\1%0") .. "\1"):gmatch("\n%.It Li ([%w_]+)([^\n]*)\n([^\1]*)") do
			page[title][key] = { required = head:find(required_word, 1, true) ~= nil, text = text }
		end
	end
	return page
end

for i, page in ipairs {
	page_of("man/govpub-office.5", "required"),
	page_of("man/zh_CN/govpub-office.5", "必填"),
} do
	local wrong = {}
	local function say(...) wrong[#wrong + 1] = string.format(...) end
	for name, keys in pairs(schema) do
		for key, field in pairs(keys) do
			local item = page[name] and page[name][key]
			if not item then
				say("%s.%s is not in the manual", name, key)
			else
				if item.required ~= field.required then say("%s.%s: required or not?", name, key) end
				for _, word in ipairs(field.words) do
					if not item.text:find("\n?%.Cm " .. word .. "%f[^%w]") then say("%s.%s: lacks %s", name, key, word) end
				end
				if field.from and not item.text:find("%f[%d]" .. field.from .. " %D+ " .. field.to .. "%f[%D]") then
					say("%s.%s: not from %s to %s", name, key, field.from, field.to)
				end
			end
		end
	end
	for name, keys in pairs(page) do
		for key in pairs(keys) do
			if not (schema[name] and schema[name][key]) then say("%s.%s is only in the manual", name, key) end
		end
	end
	table.sort(wrong)
	check((i == 1 and "en" or "zh") .. ": the manual has every key, with what it may be, and nothing more", wrong)
end

for _, lang in ipairs { "zh", "en" } do
	local template, wrong = read(("lua/template/%s/office.lua"):format(lang)), {}
	for name, keys in pairs(schema) do
		for key in pairs(keys) do
			if not template:find("%f[%w_]" .. key .. "%f[^%w_]") then wrong[#wrong + 1] = name .. "." .. key end
		end
	end
	table.sort(wrong)
	check(lang .. ": the office.lua of a new office names every key", wrong)
end

local said = output("mandoc -Kutf-8 -Tlint -W warning man/govpub-office.5 man/zh_CN/govpub-office.5 2>&1")
check("mandoc has nothing to say", said == "" and {} or { said })

-- --- complaints: whoever reads Chinese gets all of them in Chinese

package.path = "tests/lib/?.lua;" .. package.path
local chinese, missing, found = require("words").all("errors"), {}, 0
local function wanted(english)
	found = found + 1
	if english:find("%a%a") and not chinese[english] then missing[#missing + 1] = english end
end
for _, name in ipairs { "place", "lua_lex", "literal", "schema", "office", "office_schema" } do
	local text = read("core/office/" .. name .. ".c"):gsub('"%s*"', "")
	for english in text:gmatch('gp_fail[_errno]*%([^"]-"(.-)"[,)]') do wanted(english) end
	for english in text:gmatch('gp_err_word%("(.-)"%)') do wanted(english) end
	for english in text:gmatch('%f[%a]bad%(l, "(.-)"%)') do wanted(english) end
	for english in text:gmatch('expected%(p, "(.-)"%)') do wanted(english) end
	for english in text:gmatch('"(must [^"]+)"') do wanted(english) end
end
for english in read("core/base/value.c"):match("names%[GP_VALUE_TYPES%] = {(.-)}"):gmatch('"(.-)"') do wanted(english) end
check("every complaint has its Chinese", found > 50 and missing or { found .. " were found" })

print("1.." .. n)
os.exit(not failed)
