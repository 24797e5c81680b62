--[[
Fees for handling requests for information: applies the schedules of rules/fees.

  fees.schedule(id)          the table of rules/fees/ID.lua
  fees.by_items(s, n)        n applications of one applicant in a calendar month, all together
  fees.by_item(s, k)         the k-th of them alone
  fees.by_pages(s, p)        an application with p pages
  fees.MAX                   the most that can be asked about

Each gives the amount in yuan, and (but for by_item) the steps that make it up:
{ { from = 11, to = 30, each = 100, amount = 2000 }, … }. nil for what is no whole number from 0 to MAX.
--]]
local embed = require "govpub.embed"

local fees = { MAX = 10000 }

function fees.schedule(id)
	local path = ("rules/fees/%s.lua"):format(id)
	return assert(load(embed.read(path), "@" .. path, "t", { fees = function(t) return t end }))()
end

local function is_count(n)
	return math.type(n) == "integer" and n >= 0 and n <= fees.MAX
end

-- the part of `tier` that begins at `from`: where it ends at the latest, and what each costs
local function part_of(tier, from, start)
	if not tier.step then return tier.to or fees.MAX, tier.each end
	local rises = (from - start) // tier.step
	return start + (rises + 1) * tier.step - 1, tier.each + rises * tier.rise
end

local function steps_of(tiers, n)
	local steps, total, from, start = {}, 0, 1, 1
	for _, tier in ipairs(tiers) do
		while from <= n and from <= (tier.to or n) do
			local last, each = part_of(tier, from, start)
			local to = math.min(n, last)
			steps[#steps + 1] = { from = from, to = to, each = each, amount = (to - from + 1) * each }
			total = total + steps[#steps].amount
			from = to + 1
		end
		start = from
	end
	return total, steps
end

function fees.by_items(s, n)
	if not is_count(n) then return nil end
	return steps_of(s.items, n)
end

function fees.by_pages(s, p)
	if not is_count(p) then return nil end
	return steps_of(s.pages, p)
end

function fees.by_item(s, k)
	if not is_count(k) then return nil end
	local _, steps = steps_of(s.items, k)
	return k > 0 and steps[#steps].each or 0
end

return fees
