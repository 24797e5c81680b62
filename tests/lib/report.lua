--[[
The engine of reports in plain Lua, for tests: the modules of lua/report, rules/reports and rules/reports/lib,
with what the program gives scripts: report, json, text. Run from the top of the tree.

  local lab = dofile "tests/lib/report.lua"
  lab.form "foi-2021"            a shipped form
  lab.report(declaration)        the constructor that generators call
  lab.extend(base, changes)
  lab.require "report.cells"     a module of the engine
  lab.read_json(path)            a JSON file; null is lab.null
  lab.fixtures                   $GOVPUB_FIXTURES, or nil
  lab.ok(pass, name, detail)  lab.is(got, want, name)  lab.fails(f, pattern, name)  lab.finish()     TAP
--]]
local cjson = require "cjson"

local lab = { null = cjson.null, fixtures = os.getenv "GOVPUB_FIXTURES", count = 0, failed = 0 }
local loaded = {}
-- what the jail gives, and nothing else
local world = { json = cjson }
for _, name in ipairs { "assert", "error", "ipairs", "next", "pairs", "pcall", "rawequal", "rawget", "rawlen",
	"rawset", "select", "tonumber", "tostring", "type", "math", "string", "table", "utf8" } do
	world[name] = _G[name]
end

local function exists(path)
	local f = io.open(path)
	if f then f:close() end
	return f ~= nil
end

local function path_of(name)
	local module = name:match "^report%.(.+)$"
	if name == "report" then return "lua/report/init.lua" end
	if module then return "lua/report/" .. module .. ".lua" end
	local own = "rules/reports/lib/" .. name .. ".lua"
	return exists(own) and own or "rules/reports/" .. name .. ".lua"
end

function lab.require(name)
	if loaded[name] == nil then
		local path = path_of(name)
		if not exists(path) then error(("there is no module '%s'"):format(name), 2) end
		loaded[name] = assert(loadfile(path, "t", world))() or true
	end
	return loaded[name]
end
lab.form = lab.require

world.require = lab.require
function world.report(declaration) return lab.require("report").new(declaration) end
lab.report = world.report
function lab.extend(base, changes) return lab.require("report").extend(base, changes) end

function lab.slurp(path)
	local f <close> = assert(io.open(path, "rb"))
	return f:read "a"
end

function lab.read_json(path) return cjson.decode(lab.slurp(path)) end

function lab.ok(pass, name, detail)
	lab.count = lab.count + 1
	if not pass then lab.failed = lab.failed + 1 end
	print(("%sok %d - %s"):format(pass and "" or "not ", lab.count, name))
	if not pass and detail then print("# " .. tostring(detail):gsub("\n", "\n# ")) end
	return pass
end

function lab.is(got, want, name)
	return lab.ok(got == want, name, ("got:  %s\nwant: %s"):format(tostring(got), tostring(want)))
end

-- f must raise an error that contains `text`
function lab.fails(f, text, name)
	local done, why = pcall(f)
	return lab.ok(not done and tostring(why):find(text, 1, true) ~= nil, name,
		done and "no error" or ("got:  %s\nwant: %s"):format(tostring(why), text))
end

function lab.finish()
	print("1.." .. lab.count)
	os.exit(lab.failed == 0)
end

return lab
