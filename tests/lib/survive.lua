-- usage: lua5.4 survive.lua FOLDER END-OF-URL VERDICT CAUSE NAME MS KIB
-- True (exit 0) when FOLDER/out.json has one link that ends so, with this verdict and cause ("-": none),
-- and FOLDER/log says that no request of /NAME took longer or brought more. NAME "-": no request to look at.
local cjson = require "cjson"
local folder, tail, verdict, cause, name, ms, kib = table.unpack(arg)
if cause == "-" then cause = cjson.null end

local function read(file)
	local f <close> = assert(io.open(folder .. "/" .. file, "rb"))
	return f:read("a")
end

local function fail(...)
	print(string.format(...))
	os.exit(1)
end

local found
for _, l in ipairs(cjson.decode(read "out.json").links) do
	if l.url:sub(-#tail) == tail then
		if found then fail("two links end so: %s and %s", found.url, l.url) end
		found = l
	end
end
if not found then fail("no link ends so") end
if found.verdict ~= verdict or found.cause ~= cause then
	fail("got: %s %s (status %s): %s", found.verdict, tostring(found.cause), tostring(found.status), tostring(found.detail))
end

-- "12 GET a /target", later "34 done a BYTES /target"; several at a time when the target is asked twice
local log = read "log"
local asked, slowest, most = {}, 0, 0
for at, target in log:gmatch("(%d+) %u+ %S+ (/%S*)") do
	if target == "/" .. name then asked[#asked + 1] = tonumber(at) end
end
for at, bytes, target in log:gmatch("(%d+) done %S+ (%d+) (/%S*)") do
	if target == "/" .. name then
		local began = table.remove(asked, 1)
		slowest = math.max(slowest, tonumber(at) - (began or tonumber(at)))
		most = math.max(most, tonumber(bytes))
	end
end
if slowest > tonumber(ms) then fail("a request took %d ms", slowest) end
if most > tonumber(kib) * 1024 then fail("an answer brought %d KiB", most // 1024) end
