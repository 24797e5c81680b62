--[[
What the tests of requests for information ask of the JSON that govpub foi wrote.

  lua5.4 foi.lua OUT.json ERRORS state=STATE [CLOCK=VALUE...]   the one record that was changed has this state and these
                            clocks: their date, or how they stand, "paused/6" with the days used
  lua5.4 foi.lua --events LOG.json WANTED     each "MOVE DATE" of the file is among the events
  lua5.4 foi.lua --due DUE.json RECORDS.json WANTED   each "SUBJECT CLOCK DATE" of the file is due, "-" is not

What does not hold goes to stdout, and exit 1.
--]]
local cjson = require "cjson"

local function bytes(path)
	local file <close> = assert(io.open(path, "rb"))
	return file:read "a"
end

local right = true
local function wrong(...)
	print(string.format(...))
	right = false
end

local function stands(record, name)
	if name == "state" then return record.state end
	local clock = (record.clocks or {})[name] or {}
	if clock.status == "running" or clock.status == "agreed" then return clock.due end
	return clock.status == "paused" and ("paused/%d"):format(clock.used) or clock.status or "none"
end

local function done(words)
	local read_it, results = pcall(cjson.decode, bytes(words[1]))
	local record = read_it and results[1]
	if not record or not record.state then return wrong("nothing was done: %s", bytes(words[2])) end
	for i = 3, #words do
		local name, value = words[i]:match "^([^=]+)=(.*)$"
		if stands(record, name) ~= value then wrong("%s: %s, not %s", name, stands(record, name), value) end
	end
end

local function events(words)
	local seen = {}
	for _, event in ipairs(cjson.decode(bytes(words[2]))) do seen[(event.move or event.kind) .. " " .. event.on] = true end
	for line in io.lines(words[3]) do
		if not seen[line] then wrong("no event: %s", line) end
	end
end

local function due(words)
	local subjects, dates = {}, {}
	for _, record in ipairs(cjson.decode(bytes(words[3]))) do subjects[record.rid] = record.fields.subject end
	for _, one in ipairs(cjson.decode(bytes(words[2]))) do
		dates[(subjects[one.rid] or "?") .. " " .. one.clock] = one.due
	end
	for line in io.lines(words[4]) do
		local what, date = line:match "^(.+) (%S+)$"
		if (dates[what] or "-") ~= date then wrong("%s: %s, not %s", what, dates[what] or "-", date) end
	end
end

local asks = { ["--events"] = events, ["--due"] = due }
local ask = asks[arg[1]] or done
ask(arg)
os.exit(right)
