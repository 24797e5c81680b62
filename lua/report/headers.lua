--[[
The labels of one table of a form, to be looked up by what is printed.

  headers.of(tab)                  → INDEX, made from the declaration of a table
  headers.find(list, keys, above)  → the item of an axis that these keys name; or nil, and true when it is
             one of several
      list   INDEX.rows or the columns of one part (INDEX.parts[i].columns)
      above  set of keys that stand over or left of the label; tells items of one name apart
  headers.nearest(list, keys, taken, budget)  → the item whose label is most like it, and how like (0 … 1);
      nil when none is near or two are; `taken` is a set of items that others have already

  INDEX { tab, known = { [key] = true }, column_keys = { [key] = true }, groups = { [key] = true },   -- groups: headings over several rows
          rows = AXIS, parts = { { part, columns = AXIS } } }
  AXIS  { items = { ITEM }, by_key = { [key] = { ITEM } } }
  ITEM  { part = number, item = row or column of the declaration, keys = { … }, above = { [key] = true } }
--]]
local labels = require "report.labels"

local headers = {}

local NEAR <const> = 0.72   -- a label with a quarter of its characters lost is still found
local MARGIN <const> = 0.08 -- and not mistaken for its neighbour

local function axis() return { items = {}, by_key = {} } end

local function add(list, key, item)
	local at = list.by_key[key]
	if not at then
		list.by_key[key] = { item }
	elseif at[#at] ~= item then
		at[#at + 1] = item
	end
end

local function insert(list, declared, part, index)
	local path = declared.label
	local item = { part = part, item = declared, keys = labels.keys(path[#path]), above = {} }
	for _, other in ipairs(declared.also or {}) do
		for _, key in ipairs(labels.keys(other)) do item.keys[#item.keys + 1] = key end
	end
	for depth = 1, #path - 1 do
		for _, key in ipairs(labels.keys(path[depth])) do
			item.above[key] = true
			index.known[key] = true
		end
	end
	list.items[#list.items + 1] = item
	for _, key in ipairs(item.keys) do
		add(list, key, item)
		index.known[key] = true
	end
	return item
end

function headers.of(tab)
	local index = { tab = tab, known = {}, column_keys = {}, groups = {}, rows = axis(), parts = {} }
	for i, part in ipairs(tab.parts) do
		local columns = axis()
		for _, column in ipairs(part.columns) do
			for _, key in ipairs(insert(columns, column, i, index).keys) do index.column_keys[key] = true end
		end
		index.parts[i] = { part = part, columns = columns }
		for _, row in ipairs(part.rows) do
			for key in pairs(insert(index.rows, row, i, index).above) do index.groups[key] = true end
		end
	end
	return index
end

-- How many of an item's headings are there.
local function shared(item, above)
	local n = 0
	for key in pairs(item.above) do
		if above[key] then n = n + 1 end
	end
	return n
end

function headers.find(list, keys, above)
	local several = false
	for _, key in ipairs(keys) do
		local found = list.by_key[key]
		if found and #found == 1 then return found[1] end
		if found then
			local best, most, ties = nil, 0, 0
			for _, item in ipairs(found) do
				local n = shared(item, above)
				if n > most then
					best, most, ties = item, n, 1
				elseif n == most then
					ties = ties + 1
				end
			end
			if best and ties == 1 then return best end
			several = true
		end
	end
	return nil, several
end

function headers.nearest(list, keys, taken, budget)
	local best, likest, second = nil, 0, 0
	for _, item in ipairs(list.items) do
		local likeness = 0
		for _, key in ipairs(keys) do
			for _, want in ipairs(item.keys) do
				budget.left = budget.left - 1
				if budget.left < 0 then return nil end
				likeness = math.max(likeness, labels.likeness(key, want))
			end
		end
		if likeness > likest then
			best, likest, second = item, likeness, likest
		elseif likeness > second then
			second = likeness
		end
	end
	if not best or taken[best] or likest < NEAR or likest - second < MARGIN then return nil end
	return best, likest
end

return headers
