--[[
What was decided about the columns and words of ledgers once, and is replayed next month: import/NAME.lua of an office.

  mapping.path(dir, name) → the file; `name` may be a path of its own (with a slash or ".lua")
  mapping.read(path) → { columns = { [header] = field key|"note"|"skip"|"no"|"state"|"serial" },
                         values = { [field key] = { [text] = code } } }; empty where there is no file
  mapping.write(path, register, mapping, proposed)   proposed: as values; what a person may move up
  mapping.check(path, mapping, declared)   ends the verb where it names what the register has not

The file is data: it is read by the literal reader, and nothing in it runs.
--]]
local file = require "govpub.file"
local folder = require "govpub.folder"
local grid = require "govpub.grid"
local lfs = require "lfs"
local say = require "govpub.say"

local mapping = {}

local MAX = 1 << 20
local OTHER = { note = true, skip = true, no = true, state = true, serial = true }

function mapping.path(dir, name)
	if name:find "/" or name:find "%.lua$" then return name end
	return folder.join(dir, "import/" .. name .. ".lua")
end

local function texts(path, key, value)
	if value == nil then return {} end
	if type(value) ~= "table" or value[1] ~= nil then
		say.fail("usage", "%s: '%s' is no table of texts", path, key)
	end
	for name, text in pairs(value) do
		if type(name) ~= "string" or type(text) ~= "string" then say.fail("usage", "%s: '%s' is no table of texts", path, key) end
	end
	return value
end

function mapping.read(path)
	local f = io.open(path, "rb")
	if not f then return { columns = {}, values = {} } end
	local text = f:read(MAX) or ""
	f:close()
	local data = grid.literal(text, path)
	if type(data) ~= "table" then say.fail("usage", "%s: '%s' is no table of texts", path, "return") end
	local out = { columns = texts(path, "columns", data.columns), values = {}, there = true }
	for key, value in pairs(type(data.values) == "table" and data.values or {}) do
		out.values[key] = texts(path, "values." .. tostring(key), value)
	end
	return out
end

local function field_of(declared, key)
	for _, field in ipairs(declared.fields) do
		if field.key == key then return field end
	end
end

local function check_code(path, declared, key, text, code)
	for _, entry in ipairs(field_of(declared, key).values or {}) do
		if entry.code == code then return end
	end
	say.fail("usage", "%s: '%s' of '%s' is no code of the field '%s'", path, code, text, key)
end

function mapping.check(path, own, declared)
	for header, key in pairs(own.columns) do
		if not OTHER[key] and not field_of(declared, key) then
			say.fail("usage", "%s: '%s' of '%s' is no field of the register", path, key, header)
		end
	end
	for key, of_field in pairs(own.values) do
		if not field_of(declared, key) then
			say.fail("usage", "%s: '%s' of '%s' is no field of the register", path, key, "values")
		end
		for text, code in pairs(of_field) do check_code(path, declared, key, text, code) end
	end
end

local ESCAPES = { ["\\"] = "\\\\", ["\""] = "\\\"", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

local function quote(text)
	return '"' .. text:gsub('[\\"\n\r\t]', ESCAPES):gsub("%c", " ") .. '"'
end

local function sorted(map)
	local keys = {}
	for key in pairs(map) do keys[#keys + 1] = key end
	table.sort(keys)
	return keys
end

local function put_texts(out, indent, map)
	for _, name in ipairs(sorted(map)) do
		out[#out + 1] = ("%s[%s] = %s,"):format(indent, quote(name), quote(map[name]))
	end
end

local function put_values(out, name, values)
	if not next(values) then return end
	out[#out + 1] = ("\t%s = {"):format(name)
	for _, key in ipairs(sorted(values)) do
		if next(values[key]) then
			out[#out + 1] = ("\t\t[%s] = {"):format(quote(key))
			put_texts(out, "\t\t\t", values[key])
			out[#out + 1] = "\t\t},"
		end
	end
	out[#out + 1] = "\t},"
end

function mapping.text(register, own, proposed)
	local out = {}
	for line in say.text("import.mapping-head", { register = register }):gmatch "[^\n]+" do out[#out + 1] = "-- " .. line end
	out[#out + 1] = "return {"
	out[#out + 1] = "\tcolumns = {"
	put_texts(out, "\t\t", own.columns)
	out[#out + 1] = "\t},"
	put_values(out, "values", own.values)
	put_values(out, "proposed", proposed)
	out[#out + 1] = "}"
	return table.concat(out, "\n") .. "\n"
end

function mapping.write(path, register, own, proposed)
	lfs.mkdir(path:match "^(.*)/[^/]+$" or ".") -- that it is there already is fine; what is not, the next line says
	file.write(path, mapping.text(register, own, proposed))
end

return mapping
