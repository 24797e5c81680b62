-- usage: lua5.4 query.lua FILE.json EXPRESSION
-- True: exit 0. Else the value and every link go to stdout, exit 1.
-- In the expression: r (the report), links, link(end_of_url), verdict(end), cause(end),
-- count(verdict), broken{end, …}, text(value)
local cjson = require "cjson"
local file, expression = arg[1], arg[2]
local f <close> = assert(io.open(file, "rb"))
local read_it, r = pcall(cjson.decode, f:read("a"))
if not read_it then
	print("not JSON: " .. tostring(r))
	os.exit(1)
end

local function describe(l)
	return ("%s %s, status %s, %s: %s"):format(l.verdict, tostring(l.cause), tostring(l.status), l.url,
		tostring(l.detail))
end

local env = setmetatable({ r = r, links = r.links or {} }, { __index = _G })

-- v when it is a string; nil for null and the rest
function env.text(v) return type(v) == "string" and v or nil end

-- the one link whose URL ends so (or is equal); nil for none, an error for several
function env.link(tail)
	local found
	for _, l in ipairs(env.links) do
		if l.url == tail then return l end
		if l.url:sub(-#tail) == tail then
			if found then error("several URLs end with " .. tail) end
			found = l
		end
	end
	return found
end

function env.verdict(tail)
	local l = env.link(tail)
	return l and l.verdict
end

function env.cause(tail)
	local l = env.link(tail)
	return l and l.cause
end

-- the first finding of that rule at an address with these words in it
function env.finding(rule, words)
	for _, f in ipairs(r.findings or {}) do
		if f.rule == rule and tostring(f.where.url):find(words, 1, true) then return f end
	end
end

-- the URL of the first page it stands on
function env.first_page(tail)
	return env.link(tail).pages[1].url
end

-- that link has this verdict and cause; "-" for any; broken and verdict agree
function env.row(tail, verdict, cause)
	local l = env.link(tail)
	if l and (verdict == "-" or l.verdict == verdict) and (cause == "-" or l.cause == cause)
		and l.broken == (l.verdict == "broken" or l.verdict == "danger") then
		return true
	end
	print("got: " .. (l and describe(l) or "no such link"))
	os.exit(1)
end

-- how many links have that verdict
function env.count(verdict)
	local n = 0
	for _, l in ipairs(env.links) do
		if l.verdict == verdict then n = n + 1 end
	end
	return n
end

-- the links marked broken are exactly those whose URLs end with the given words
function env.broken(tails)
	local left, extra = {}, {}
	for _, t in ipairs(tails) do left[#left + 1] = t end
	for _, l in ipairs(env.links) do
		if l.broken then
			local hit
			for i, t in ipairs(left) do
				if l.url:sub(-#t) == t then hit = i break end
			end
			if hit then table.remove(left, hit) else extra[#extra + 1] = l.url end
		end
	end
	if #left + #extra > 0 then
		print("missing: " .. table.concat(left, " "))
		print("too many: " .. table.concat(extra, " "))
	end
	return #left + #extra == 0
end

local ran, value = pcall(assert(load("return " .. expression, "=expression", "t", env)))
if ran and value then os.exit(0) end
print(expression)
print("is " .. tostring(value))
for i, l in ipairs(env.links) do
	if i > 40 then break end
	print(describe(l))
end
os.exit(1)
