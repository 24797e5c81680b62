--[[
The engine of registers in plain Lua, for tests: the modules of lua/register and rules/registers, with what the
program gives scripts. Run from the top of the tree.

  local lab = dofile "tests/lib/register.lua"
  lab.shipped "foi"               what a shipped register declares, functions bound
  lab.declare(source[, name])     the same of a source; raises what is wrong with it
  lab.workday                     a calendar of weekends only, for the library of that name
  lab.ok(pass, name, detail)  lab.is(got, want, name)  lab.fails(f, pattern, name)  lab.finish()     TAP
--]]
local lab = { count = 0, failed = 0 }
local loaded = {}

local function number(day)
	local y, m, d = day:match "^(%d+)-(%d+)-(%d+)$"
	return os.time { year = tonumber(y), month = tonumber(m), day = tonumber(d), hour = 12 } // 86400
end
local function iso(n) return os.date("!%Y-%m-%d", n * 86400 + 43200) end
local function weekend(n) return (n + 4) % 7 == 0 or (n + 4) % 7 == 6 end

lab.workday = {}
function lab.workday.between(a, b)
	local n = 0
	for day = number(a) + 1, number(b) do n = n + (weekend(day) and 0 or 1) end
	return n
end
function lab.workday.add(day, n)
	local at = number(day)
	while n > 0 do
		at = at + 1
		if not weekend(at) then n = n - 1 end
	end
	return iso(at)
end

-- what the jail gives, and nothing else
local base = { date = { days = function(a, b) return number(b) - number(a) end }, text = { fold = string.lower }, url = {},
	workday = lab.workday }
for _, name in ipairs { "assert", "error", "getmetatable", "ipairs", "next", "pairs", "pcall", "rawequal", "rawget", "rawlen", "rawset",
	"select", "setmetatable", "tonumber", "tostring", "type", "math", "string", "table", "utf8" } do
	base[name] = _G[name]
end

local function path_of(name)
	local module = name:match "^register%.(.+)$"
	if name == "register" then return "lua/register/init.lua" end
	if module then return "lua/register/" .. module .. ".lua" end
	return "rules/registers/lib/" .. name .. ".lua"
end

local function environment(more)
	return setmetatable(more or {}, { __index = function(_, key)
		return base[key] or error(("there is no '%s'"):format(key), 2)
	end })
end

local require_one
local function words()
	local env = {}
	for key, value in pairs(require_one "register.words") do env[key] = value end
	return env
end

function require_one(name)
	if loaded[name] == nil then
		local lib = not name:find "^register"
		loaded[name] = assert(loadfile(path_of(name), "t", environment(lib and words() or {})))() or true
	end
	return loaded[name]
end
base.require = require_one
lab.require = require_one

function lab.declare(source, name, file)
	local env = words()
	function env.register(given)
		return function(declared)
			return require_one("register").new(declared, given, file or given, function(english) return english end)
		end
	end
	return assert(load(source, "@" .. (name or "test") .. ".lua", "t", environment(env)))()
end

function lab.shipped(name)
	local f <close> = assert(io.open("rules/registers/" .. name .. ".lua"))
	return lab.declare(f:read "a", name)
end

function lab.ok(pass, name, detail)
	lab.count = lab.count + 1
	if not pass then lab.failed = lab.failed + 1 end
	print(("%sok %d - %s"):format(pass and "" or "not ", lab.count, name))
	if not pass and detail then print("# " .. tostring(detail):gsub("\n", "\n# ")) end
	return pass
end

function lab.is(got, want, name)
	return lab.ok(got == want, name, ("got: %s\nwanted: %s"):format(tostring(got), tostring(want)))
end

function lab.fails(f, pattern, name)
	local good, why = pcall(f)
	return lab.ok(not good and tostring(why):find(pattern, 1, true) ~= nil, name,
		good and "nothing was raised" or ("got: %s\nwanted: %s"):format(tostring(why), pattern))
end

function lab.finish()
	print("1.." .. lab.count)
	os.exit(lab.failed == 0)
end

return lab
