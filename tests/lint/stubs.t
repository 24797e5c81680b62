#!/usr/bin/env lua5.4
-- the editor stubs in lua/meta say what the tables in C and the shapes of reports say: both ways, and the
-- comparison can fail

-- tables in C that carry no mark because they check data, not serve it
local unmarked = {
	rule_fields = "rule.declaration", match_fields = "rule.match", condition_fields = "rule.condition", arg_fields = "rule.arg", find_fields = "rule.find",
	test_fields = "rule.test", expected_fields = "rule.expected", report_keys = "finding",
	adapter_fields = "adapter.declaration", ask_fields = "adapter.request", parsed_fields = "adapter.parsed",
	article_fields = "adapter.article",
}
-- classes and modules of the stubs that are no table in C; what those of reports hold is data of the engine
local free = { sentence = true, address = true, engine = true, r = true, c = true }
for _, name in ipairs { "f", "finding", "context", "ask", "document", "document.block" } do free["report." .. name] = true end
for _, name in ipairs { "account", "response" } do free["adapter." .. name] = true end
for _, name in ipairs { "r", "c" } do free["register." .. name] = true end

-- "page.title" → the file, of one C source
local function in_source(text, file, found)
	for class, body in text:gmatch "/%* @lua ([%w_]+) %*/%s*static const struct gp_field [%w_]+%[%] = (%b{})" do
		for name in body:gmatch '{%s*"([%w_]+)"' do found[class .. "." .. name] = file end
	end
	for class, body in text:gmatch "/%* @lua ([%w_]+) %*/%s*static const luaL_Reg [%w_]+%[%] = (%b{})" do
		for name in body:gmatch '{%s*"([%w_]+)"' do found[class .. "." .. name .. "()"] = file end
	end
	for name, class in text:gmatch 'lua_setfield%(L, %-2, "([%w_]+)"%); /%* @lua ([%w_]+) %*/' do
		found[class .. "." .. name] = file
	end
	for array, body in text:gmatch "static const struct gp_schema_field ([%w_]+)%[%] = (%b{})" do
		if unmarked[array] and (file:find "rules_declared" or file:find "adapters" or file:find "account_") then
			for name in body:gmatch '{%s*"([%w_]+)"' do found[unmarked[array] .. "." .. name] = file end
		end
	end
	for array, body in text:gmatch "static const char %*const ([%w_]+)%[%] = (%b{})" do
		if unmarked[array] then
			for name in body:gmatch '"([%w_]+)"' do found[unmarked[array] .. "." .. name] = file end
		end
	end
end

-- the same of the shapes of a declared report
local function in_schema(text, file, found)
	for shape, body in text:match("local shapes = {\n(.-)\n}\n"):gmatch "(%w+) = (%b{})" do
		for name in body:gmatch '(%w+) = "' do found["report." .. shape .. "." .. name] = file end
	end
end

-- the same of the shapes of a register
local function in_shapes(text, file, found)
	for shape, keys in text:match("local written = {\n(.-)\n}\n"):gsub('"%s*%.%.%s*"', ""):gmatch '([%l_]+) = "(.-)"' do
		for key in keys:gmatch "%S+" do
			if not tonumber(key) then found["register." .. shape .. "." .. key] = file end
		end
	end
end

-- the same of one stub
local function in_stub(text, file, found)
	local class
	for line in text:gmatch "[^\n]+" do
		class = line:match "^%-%-%-@class ([%w_.]+)" or class
		local field = line:match "^%-%-%-@field ([%w_]+)"
		if field and not free[class] then found[class .. "." .. field] = file end
		local table, name = line:match "^function ([%w_]+)[.:]([%w_]+)%("
		if table and not free[table] then found[table .. "." .. name .. "()"] = file end
	end
end

local function differences(want, have)
	local list = {}
	for name, file in pairs(want) do
		if not have[name] then list[#list + 1] = ("%s (%s) has no stub"):format(name, file) end
	end
	for name, file in pairs(have) do
		if not want[name] then list[#list + 1] = ("%s (%s) is not in the program"):format(name, file) end
	end
	table.sort(list)
	return list
end

local function read(pattern, take, found)
	local p <close> = assert(io.popen("ls " .. pattern))
	for path in p:lines() do
		local f <close> = assert(io.open(path))
		take(f:read "a", path, found)
	end
	return found
end

local n, failed = 0, 0
local function ok(pass, name, detail)
	n = n + 1
	if not pass then failed = failed + 1 end
	print((pass and "ok %d - %s" or "not ok %d - %s"):format(n, name))
	if not pass then print("# " .. table.concat(detail or {}, "\n# ")) end
end

local want, have = read("core/script/*.c core/rules/*.c core/command/*.c", in_source, {}), read("lua/meta/*.lua", in_stub, {})
read("lua/report/schema.lua", in_schema, want)
read("lua/register/shapes.lua", in_shapes, want)
local count = 0
for _ in pairs(want) do count = count + 1 end
ok(count > 80, "the tables are found", { count .. " names" })
local list = differences(want, have)
ok(#list == 0, "stubs and tables name the same", list)
want["page.new"], have["link.old"] = "x.c", "x.lua"
ok(#differences(want, have) == #list + 2, "a missing stub and a stub too many are told")

for _, path in ipairs { "man/govpub-adapters.7", "man/zh_CN/govpub-adapters.7" } do
	local f <close> = assert(io.open(path))
	local page, missing = f:read "a", {}
	for name in pairs(have) do
		local field = name:match "^adapter%.%a+%.([%w_]+)$"
		if field and not page:find("%f[%w_]" .. field .. "%f[^%w_]") then missing[#missing + 1] = name end
	end
	ok(#missing == 0 and have["adapter.request.headers"], path .. " names all that adapters are made of", missing)
end

for path in io.popen("ls lua/meta/*.lua"):lines() do
	local chunk, why = loadfile(path)
	ok(chunk and pcall(chunk), path .. " is Lua", { why })
end
print("1.." .. n)
os.exit(failed == 0)
