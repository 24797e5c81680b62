--[[
Deadlines as a calendar that other programs read (RFC 5545): one event for the whole day, each.

  ics.write(world, rows)   rows: what govpub.register.due gives; those without a day are left out
--]]
local calendar = require "govpub.calendar"
local say = require "govpub.say"

local MAX_LINE = 75 -- octets, RFC 5545 section 3.1

local ics = {}

local function escaped(text)
	return (text:gsub("\\", "\\\\"):gsub(";", "\\;"):gsub(",", "\\,"):gsub("\r?\n", "\\n"))
end

-- lines that are longer go on behind a blank; a character is not cut
local function folded(line)
	local out = {}
	while #line > MAX_LINE do
		local at = MAX_LINE
		while (line:byte(at + 1) or 0) & 0xC0 == 0x80 do at = at - 1 end
		out[#out + 1] = line:sub(1, at)
		line = " " .. line:sub(at + 1)
	end
	out[#out + 1] = line
	return table.concat(out, "\r\n") .. "\r\n"
end

local function event(row, stamp)
	local out = { folded "BEGIN:VEVENT" }
	out[#out + 1] = folded(("UID:%s-%s@govpub"):format(row.rid, row.clock))
	out[#out + 1] = folded("DTSTAMP:" .. stamp)
	out[#out + 1] = folded("DTSTART;VALUE=DATE:" .. row.due:gsub("-", ""))
	out[#out + 1] = folded("DTEND;VALUE=DATE:" .. calendar.shift(row.due, 1):gsub("-", ""))
	out[#out + 1] = folded("SUMMARY:" .. escaped(("%s %s"):format(row.no, row.label)))
	if row.provisional then out[#out + 1] = folded("DESCRIPTION:" .. escaped(say.text "record.provisional")) end
	out[#out + 1] = folded "END:VEVENT"
	return table.concat(out)
end

function ics.write(world, rows)
	local out = { folded "BEGIN:VCALENDAR", folded "VERSION:2.0", folded "PRODID:-//govpub//registers//ZH" }
	local stamp = world.today:gsub("-", "") .. "T000000Z"
	for _, row in ipairs(rows) do
		if row.due then out[#out + 1] = event(row, stamp) end
	end
	out[#out + 1] = folded "END:VCALENDAR"
	return table.concat(out)
end

return ics
