#!/usr/bin/env lua5.4
-- the shipped calendar, read as the Lua table that it is: every day has its reason, and equals the list made elsewhere
local n, failed = 0, false
local function ok(pass, name, detail)
	n = n + 1
	print((pass and "ok %d - %s" or "not ok %d - %s"):format(n, name))
	if not pass and detail then print("# " .. detail) end
	failed = failed or not pass
end

local function day(iso)
	local y, m, d = iso:match("^(%d%d%d%d)%-(%d%d)%-(%d%d)$")
	return os.time { year = y, month = m, day = d, hour = 12 } // 86400
end

local shipped = assert(loadfile("rules/calendar/cn.lua", "t", { calendar = function(t) return t end }))()
local listed, count, year, bare = {}, 0, nil, {}
for _, y in ipairs(shipped.years) do
	if year and y.year ~= year + 1 then bare[#bare + 1] = y.year .. " does not follow" end
	year = y.year
	for _, notice in ipairs(y.notices) do
		if not (notice.number:find("^国办发明电〔%d+〕%d+号$") and notice.url:find("^https://www%.gov%.cn/")) then
			bare[#bare + 1] = y.year .. ": " .. notice.number
		end
	end
	if #y.notices == 0 or y.mark ~= "V" then bare[#bare + 1] = y.year .. " has no source" end
	for _, kind in ipairs { "off", "work" } do
		for _, entry in ipairs(y[kind]) do
			for d = day(entry[1]), day(entry[#entry - 1]) do
				local iso = os.date("!%Y-%m-%d", d * 86400 + 43200)
				if listed[iso] then bare[#bare + 1] = iso .. " twice" end
				listed[iso] = kind .. "," .. entry[#entry]
				count = count + 1
			end
		end
	end
end
ok(#bare == 0, "the years follow each other and name their notices", table.concat(bare, "; "))
ok(count == 285, "285 days are listed", tostring(count))

local fixtures = os.getenv("GOVPUB_FIXTURES")
local csv = fixtures and io.open(fixtures .. "/../data/cn-workdays.csv")
if csv then
	local wrong, rows = {}, 0
	for line in csv:lines() do
		local date, rest = line:gsub("\r$", ""):match("^(%d+%-%d+%-%d+),(.+)$")
		if date then
			rows = rows + 1
			if listed[date] ~= rest then wrong[#wrong + 1] = line .. " | " .. tostring(listed[date]) end
		end
	end
	ok(rows == count and #wrong == 0, "they are those of the list, day by day", table.concat(wrong, "; "))
else
	n = n + 1
	print(("ok %d # SKIP GOVPUB_FIXTURES has no data/cn-workdays.csv beside it"):format(n))
end
print("1.." .. n)
os.exit(not failed)
