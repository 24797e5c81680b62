--[[
Numbers of records.

  numbering.next(world, model, item, last)   no, n, year of a new record: the next one of its year, or of all; last:
                                       numbers that are given and not in the register yet
  numbering.note(last, n, year)        one of those; a table that is empty at first
  numbering.parts(template, no)        the running number and the year in a number of old, as texts; nil where it has none
--]]
local numbering = {}

local ALL = 0 -- in place of a year

function numbering.note(last, n, year)
	last[year] = math.max(last[year] or n, n)
	last[ALL] = math.max(last[ALL] or n, n)
end

function numbering.next(world, model, item, last)
	local template = model.decl.number
	local own = model.field "year"
	local year = own and own.type == "int" and item.values.year or tonumber(item.on:sub(1, 4))
	local by_year = not template or template:find("{year}", 1, true)
	local n = world.ledger:next(model.id, by_year and year or nil)
	local given = last and last[by_year and year or ALL]
	if given then n = math.max(n, given + 1) end
	local no = template or "{year}-{seq}"
	no = no:gsub("{(%l+):?(%d*)}", function(name, width)
		if name == "office" then return world.office.short end
		if name == "year" then return tostring(year) end
		if name == "month" then return item.on:sub(6, 7) end
		if name == "seq" then return ("%0" .. (width ~= "" and width or "1") .. "d"):format(n) end
	end)
	return no, n, year
end

local patterns = {} -- by template

local function pattern_of(template)
	local known = patterns[template]
	if known then return known end
	local names = {}
	local pattern = template:gsub("[^%w{}:\x80-\xFF]", "%%%0"):gsub("{(%l+):?%d?}", function(name)
		names[#names + 1] = name
		return name == "seq" and "(%d+)" or name == "year" and "(%d%d%d%d)" or name == "month" and "(%d%d)" or "(.-)"
	end)
	patterns[template] = { text = "^" .. pattern .. "$", names = names }
	return patterns[template]
end

-- By the template where the number fits, else the last digits and the first four.
function numbering.parts(template, no)
	local pattern = pattern_of(template or "{year}-{seq}")
	local found, by = { no:match(pattern.text) }, {}
	for i, name in ipairs(pattern.names) do by[name] = found[i] end
	if found[1] then return by.seq, by.year end
	return no:match "(%d+)[^%d]*$", no:match "(%d%d%d%d)"
end

return numbering
