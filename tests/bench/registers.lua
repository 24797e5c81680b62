--[[
usage: lua_verb registers.lua OFFICE N | lua_verb registers.lua --csv FILE N | lua_verb registers.lua --events FOLDER N
N requests for information straight into the ledger of an office, one in twenty of them open, with their deadlines;
or the ledger of N old requests as CSV, for import; or N events without deadlines, four a record, and how long it takes
to verify them.
--]]
local calendar = require "govpub.calendar"
local ledger = require "govpub.ledger"

local BATCH, OPEN_EVERY = 10000, 20
local SUBJECTS = { "文化产业扶持资金分配情况", "公共文化场馆开放时间的批复", "非物质文化遗产名录评审材料", "旅行社行政处罚决定" }
local CHANNELS = { "counter", "web", "ems", "fax" }

local days = {}
for i = 0, 999 do days[i] = os.date("%Y-%m-%d", os.time { year = 2021, month = 1, day = 4 + i, hour = 12 }) end

local due_of = {}
local function due(cal, day)
	due_of[day] = due_of[day] or cal:add(day, 20)
	return due_of[day]
end

local function write_requests(dir, count)
	local l <close> = ledger.open(dir, { create = true, office = "bench" })
	local cal = calendar.open(dir)
	local numbers = {}
	for i = 1, count do
		if i % BATCH == 1 then l:begin() end
		local open = i % OPEN_EVERY == 0
		local day = open and days[900 + i % 100] or days[i % 900]
		local year = tonumber(day:sub(1, 4))
		numbers[year] = (numbers[year] or 0) + 1
		local body = { to = open and "open" or "archived", no = ("公开申〔%d〕%04d号"):format(year, numbers[year]), n = numbers[year],
			year = year, closed = not open or nil, set = { subject = SUBJECTS[i % #SUBJECTS + 1] .. i, channel = CHANNELS[i % #CHANNELS + 1],
			category = "natural", delivery = "post", arrived_on = day, received_on = day, owner = "经办" .. i % 30,
			outcome = not open and "1" or nil,
			served_on = not open and due(cal, day) or nil } }
		local made = l:append { reg = "foi", kind = "import", on = day, by = "bench", via = "import", body = body }
		local last = due(cal, day)
		l:put_clocks("foi", made.rid, { { name = "reply", status = open and "running" or "met", due = last, used = 0, total = 20,
			provisional = false, met_on = not open and last or nil, late = false } })
		if i % BATCH == 0 or i == count then l:commit() end
	end
end

local function write_csv(path, count)
	local file <close> = assert(io.open(path, "w"))
	file:write "登记编号,申请人,类别,申请方式,内容描述,收件日期,收到日期,联系电话,答复类型,答复日期,送达日期\n"
	for i = 1, count do
		local day, later = days[i % 880], days[i % 880 + 20]
		file:write(("旧〔%s〕%d号,申请人%d,自然人,当面,%s%d,%s,%s,138%08d,予以公开,%s,%s\n"):format(day:sub(1, 4), i, i, SUBJECTS[i % #SUBJECTS + 1], i,
			day, day, i, later, later))
	end
end

local function milliseconds(started) return (os.clock() - started) * 1000 // 1 end

local function verify_events(dir, count)
	local l <close> = ledger.open(dir, { create = true, office = "bench" })
	local made
	for i = 0, count - 1 do
		if i % BATCH == 0 then l:begin() end
		local first = i % 4 == 0
		made = l:append { reg = "foi", rid = not first and made.rid or nil, kind = first and "create" or "move", on = days[i % 900],
			move = not first and "accept" or "", by = "bench", body = { to = "open", no = first and "旧" .. i or nil,
			set = first and { subject = SUBJECTS[1] .. i, channel = "web" } or { note = "第" .. i .. "步" } } }
		if (i + 1) % BATCH == 0 or i == count - 1 then l:commit() end
	end
	local started, findings = os.clock(), 0
	local counts = l:verify(function() findings = findings + 1 end)
	print(("verify: %d events, %d findings, %d ms CPU"):format(counts.events, findings, milliseconds(started)))
end

return function(args)
	if args[1] == "--csv" then return write_csv(args[2], tonumber(args[3])) end
	if args[1] == "--events" then return verify_events(args[2], tonumber(args[3])) end
	write_requests(args[1], tonumber(args[2]))
end
