--[[
fees - what handling requests for information costs an applicant, and until when it is to be paid.
--]]
local calendar = require "govpub.calendar"
local fees = require "govpub.fees"
local folder = require "govpub.folder"
local json = require "govpub.json"
local options = require "govpub.options"
local say = require "govpub.say"

local SCHEDULE = "foi-2020"

local function count_of(option, word)
	local n = word:find("^%d+$") and math.tointeger(tonumber(word))
	if not n or n > fees.MAX then
		say.fail("usage", "%s: '%s' is not a whole number from 0 to %d", option, word, fees.MAX)
	end
	return n
end

-- until when, by the calendar of the office that we are in
local function payment(given, schedule)
	local word = given["--notice-received"]
	if not word then return nil end
	local received = calendar.read(word, given["--today"] and calendar.read(given["--today"]))
	if received < schedule.effective then
		say.fail("usage", "--notice-received: the fees apply from %s on, and the notice was received on %s",
			schedule.effective, received)
	end
	local start = given["-C"] or "."
	local office = folder.office(start)
	if given["-C"] and not office then
		say.fail("notfound", "%s: there is no office.lua here or above; govpub init DIR makes an office", start)
	end
	local days = calendar.open(office)
	local last, provisional = days:add(received, schedule.payment_days)
	return { received = received, last_day = last, provisional = provisional, horizon = days:horizon() }
end

local function print_steps(id, single, steps)
	for _, step in ipairs(steps) do say.line(step.from == step.to and single or id, step) end
end

local function print_payment(answer, schedule)
	say.line("fees.notice")
	say.line("fees.payment", { days = schedule.payment_days })
	local p = answer.payment
	if not p then return end
	say.line("fees.last-day", { received = p.received, last = p.last_day })
	if p.provisional then say.line("fees.provisional", { horizon = p.horizon }) end
end

local function print_answer(answer, schedule)
	if answer.by == "items" then
		say.line("fees.items", answer)
		print_steps("fees.item-step", "fees.item-step-1", answer.steps)
		if answer.count > 0 then say.line("fees.this-item", { count = answer.count, amount = answer.this }) end
	else
		say.line("fees.pages", answer)
		print_steps("fees.page-step", "fees.page-step-1", answer.steps)
	end
	if answer.total == 0 then
		say.line("fees.free")
	else
		say.line("fees.one-basis")
		print_payment(answer, schedule)
	end
	say.line("fees.basis", { basis = schedule.basis, mark = schedule.mark, effective = schedule.effective,
		["effective-mark"] = schedule.effective_mark })
end

return function(args)
	local given, operands = options.read(args, {
		usage = "govpub fees [-C DIR] [--json] [--lang LANG] [--notice-received DATE] [--today DATE] "
			.. "--items N | --pages N",
		"-C DIR", "--items N", "--json", "--lang LANG", "--notice-received DATE", "--pages N", "--today DATE",
	})
	if not given then return end
	if operands[1] then say.fail("usage", "fees takes options only, not '%s'", operands[1]) end
	local items, pages = given["--items"], given["--pages"]
	if (items == nil) == (pages == nil) then
		say.fail("usage", "fees: give either --items N or --pages N: an application is charged by one of them only")
	end
	local schedule = fees.schedule(SCHEDULE)
	local answer = { by = items and "items" or "pages" }
	answer.count = items and count_of("--items", items) or count_of("--pages", pages)
	answer.total, answer.steps = fees["by_" .. answer.by](schedule, answer.count)
	answer.this = items and fees.by_item(schedule, answer.count) or nil
	answer.payment = payment(given, schedule)
	if not given["--json"] then return print_answer(answer, schedule) end
	answer.schedule, answer.basis, answer.mark = schedule.id, schedule.basis, schedule.mark
	answer.effective, answer.effective_mark = schedule.effective, schedule.effective_mark
	answer.payment_days = schedule.payment_days
	print(json.encode(answer))
end
