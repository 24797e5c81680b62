--[[
Days as platforms write them, as days of China: "2026-11-23", or nil for what is no day.

  day.of(1795363200)                           seconds since 1970 (or milliseconds), as a number or as digits
  day.of "Mon, 23 Nov 2026 08:00:00 GMT"       mail and RSS (RFC 5322)
  day.of "Mon Nov 23 10:00:00 +0800 2026"      Weibo
  day.of "2026-11-23T20:00:00Z"                Atom, JSON; without a zone it is the time of China
  day.of "2026年11月23日 10:00"                 people; 2026/11/23, 2026.11.23 and 20261123 as well
  day.add("2026-11-23", -14)                   another day
--]]
local day = {}

local CHINA <const> = 8 * 3600
local months = { jan = 1, feb = 2, mar = 3, apr = 4, may = 5, jun = 6, jul = 7, aug = 8, sep = 9, oct = 10, nov = 11, dec = 12 }
local zones = { EST = -5, EDT = -4, CST = 8, PST = -8, PDT = -7 } -- CST: here it is China's

-- days since 1970-01-01 of the Gregorian calendar, and back; years begin in March, so that the leap day is the last
local function number_of(y, m, d)
	if m <= 2 then y, m = y - 1, m + 12 end
	return 365 * y + y // 4 - y // 100 + y // 400 + (153 * (m - 3) + 2) // 5 + d - 719469
end

local function iso(n)
	local z = n + 719468
	local era = z // 146097
	local doe = z - era * 146097
	local yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
	local doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
	local mp = (5 * doy + 2) // 153
	local m = mp < 10 and mp + 3 or mp - 9
	return ("%04d-%02d-%02d"):format(yoe + era * 400 + (m <= 2 and 1 or 0), m, doy - (153 * mp + 2) // 5 + 1)
end

local function valid(y, m, d)
	y, m, d = math.tointeger(tonumber(y)), math.tointeger(tonumber(m)), math.tointeger(tonumber(d))
	if not y or not m or not d or y < 1990 or y > 2200 or m < 1 or m > 12 or d < 1 or d > 31 then return nil end
	local n = number_of(y, m, d)
	return iso(n) == ("%04d-%02d-%02d"):format(y, m, d) and n or nil
end

-- seconds that a zone is ahead of UTC
local function offset(zone)
	local sign, hours, minutes = zone:match "^([+-])(%d%d):?(%d%d)$"
	if sign then return (sign == "-" and -1 or 1) * (hours * 3600 + minutes * 60) end
	return zones[zone] and zones[zone] * 3600 or 0
end

local function moment(n, h, m, s, zone)
	local seconds = n * 86400 + h * 3600 + m * 60 + s
	return iso((seconds - (zone and offset(zone) or CHINA) + CHINA) // 86400)
end

local function of_number(v)
	if v > 100000000000 then v = v // 1000 end
	v = math.tointeger(v // 1)
	return v and v > 631152000 and v < 7258118400 and iso((v + CHINA) // 86400) or nil
end

local function with_name(s)
	local d, name, y, h, m, sec, zone = s:match "(%d%d?)%s+(%a%a%a)%a*%s+(%d%d%d%d)%s+(%d%d):(%d%d):?(%d*)%s*([%a+-]?[%w:]*)"
	if not d then
		name, d, h, m, sec, zone, y = s:match "%a%a%a%s+(%a%a%a)%s+(%d%d?)%s+(%d%d):(%d%d):(%d%d)%s+([+-]%d%d%d%d)%s+(%d%d%d%d)"
	end
	local n = d and valid(y, months[name:lower()], d)
	if not n then return nil end
	return moment(n, h, m, sec == "" and 0 or sec, zone ~= "" and zone or "GMT")
end

function day.of(v)
	if type(v) == "number" then return of_number(v) end
	if type(v) ~= "string" or #v > 100 then return nil end
	local s = text.trim(text.fold(v))
	if s:find "^%d%d%d%d%d%d%d%d%d%d+$" then return of_number(tonumber(s:sub(1, 13))) end
	local y, m, d = s:match "^(%d%d%d%d)(%d%d)(%d%d)$"
	local rest
	if not y then y, m, d, rest = s:match "^(%d%d%d%d)%s*[-/.]%s*(%d%d?)%s*[-/.]%s*(%d%d?)(.*)$" end
	if not y then y, m, d, rest = s:match "^(%d%d%d%d)%s*年%s*(%d%d?)%s*月%s*(%d%d?)%s*日?(.*)$" end
	if not y then return with_name(s) end
	local n = valid(y, m, d)
	local h, min, sec, zone = (rest or ""):match "^[T%s]*(%d%d?):(%d%d):?(%d*)[%d.]*%s*([Z+-]?[%d:]*)"
	if not n or not h then return n and iso(n) end
	return moment(n, h, min, sec == "" and 0 or sec, zone ~= "" and zone or nil)
end

function day.add(date, days)
	local y, m, d = date:match "^(%d%d%d%d)-(%d%d)-(%d%d)$"
	return iso(number_of(tonumber(y), tonumber(m), tonumber(d)) + days)
end

return day
