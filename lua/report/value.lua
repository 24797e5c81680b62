--[[
What people type into a cell of a form.

  value.read(cell, text, number)   → value, or nil, or nil and a code
      cell    CELL of report.cells; text as printed; number when the file itself holds one
      value   integer or float, string, boolean; nil alone: the cell is blank ("", "-", "/", "—")
      codes   "not-a-number"  "too-long" (more digits than are kept)  "unit" (元 where 万元 is asked for)  "not-yes-or-no"
  value.take(cell, v)              the same of a value that has a type: number, boolean or string of JSON
  value.number(text)               → number, unit ("" when none), or nil: the whole text is one number, as "1,234 件"
  value.is_blank(text)             nothing, or the strokes people draw through an empty cell

Negative and fractional numbers are read where counts belong: it is for a check to refuse them.
--]]
local labels = require "report.labels"

local value = {}

local DIGITS <const> = 15 -- more are not kept exactly

local strokes = {}
for char in ("-/\\—–―－_—"):gmatch(utf8.charpattern) do strokes[char] = true end

local units = { [""] = true, ["元"] = true, ["万元"] = true, ["亿元"] = true }
for unit in ("件 个 条 次 项 篇 期 天 人 起 宗 份 部 家 户 页 件次 人次 件数 工作日"):gmatch "%S+" do units[unit] = true end

local yes = { ["是"] = true, ["有"] = true, yes = true, ["√"] = true, ["☑"] = true, ["✓"] = true, ["true"] = true }
local no = { ["否"] = true, ["无"] = true, no = true, ["×"] = true, ["false"] = true, ["没有"] = true }

function value.is_blank(text)
	if #text > 60 then return not text:find "%S" end
	for char in labels.fold(text):gmatch(utf8.charpattern) do
		if not strokes[char] then return false end
	end
	return true
end

-- Commas of a grouped number stand before three digits each, or they are not commas of a number.
local function ungrouped(s)
	if not s:find(",", 1, true) then return s end
	local whole, rest = s:match "^([-+]?%d[%d,]*)(.*)$"
	if not whole or not (whole:gsub("^[-+]", "") .. ","):match "^%d%d?%d?,%d%d%d," or rest:find(",", 1, true) then return nil end
	for group in whole:match "^[-+]?%d+,(.*)$":gmatch "[^,]*" do
		if #group ~= 3 then return nil end
	end
	return (whole:gsub(",", "")) .. rest
end

-- The digits of a number and its unit, as text.
local function split(text)
	if #text > 80 then return nil end
	local s = ungrouped((labels.fold(text):gsub("−", "-")))
	if not s then return nil end
	local digits, unit = s:match "^([-+]?%d+%.?%d*)(.*)$"
	if digits and units[unit] and digits:sub(-1) ~= "." then return digits, unit end
end

local function too_long(digits) return #digits:gsub("%D", "") > DIGITS end

function value.number(text)
	local digits, unit = split(text)
	if not digits or too_long(digits) then return nil end
	local number = tonumber((digits:gsub("^%+", "")))
	return math.tointeger(number) or number, unit
end

-- What a workbook computed is off by a hair: 0.1 + 0.2 is 0.3 where six places count.
local function exact(number, cell)
	if number ~= number or math.abs(number) >= 10.0 ^ DIGITS then return nil, "too-long" end
	local whole = math.tointeger(number)
	if whole or not cell.places then return whole or number end
	local rounded = tonumber(("%%.%df"):format(cell.places):format(number))
	if math.abs(rounded - number) > 1e-9 * math.max(1, math.abs(number)) then return number end
	return math.tointeger(rounded) or rounded
end

local function wanted_unit(cell)
	if cell.unit then return cell.unit end
	for _, path in ipairs { cell.row_label or {}, cell.column_label or {} } do
		for _, label in ipairs(path) do
			local unit = label:match "万元" or label:match "亿元"
			if unit then return unit end
		end
	end
end

local function read_number(cell, text, number)
	if number then return exact(number, cell) end
	local found, unit = value.number(text)
	if not found then return nil, split(text) and "too-long" or "not-a-number" end
	local wanted = wanted_unit(cell)
	if unit:find "元" and wanted and unit ~= wanted then return nil, "unit" end
	return found
end

local function read_yesno(text)
	local key = labels.fold(text):lower()
	-- printed with both boxes, one of them ticked: ☑是 □否
	if key:find "□" then key = key:gsub("□是", ""):gsub("□否", ""):gsub("□有", ""):gsub("□无", "") end
	if #key > 3 then
		for _, tick in ipairs { "☑", "√", "✓", "■" } do key = key:gsub(tick, "") end
	end
	if yes[key] then return true end
	if no[key] then return false end
	return nil, "not-yes-or-no"
end

function value.read(cell, text, number)
	if not number and value.is_blank(text) then return nil end
	if cell.type == "text" then return text:match "^%s*(.-)%s*$" end
	if cell.type == "yesno" then return read_yesno(text) end
	return read_number(cell, text, number)
end

function value.take(cell, v)
	local kind = type(v)
	if kind == "string" then return value.read(cell, v) end
	if cell.type == "yesno" then
		if kind == "boolean" then return v end
		return nil, "not-yes-or-no"
	elseif cell.type == "text" then
		if kind == "number" or kind == "boolean" then return tostring(math.tointeger(v) or v) end
		return nil, "not-text"
	elseif kind == "number" then
		return exact(v, cell)
	end
	return nil, "not-a-number"
end

return value
