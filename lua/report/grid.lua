--[[
A table of a document (core/base/document.h) as a grid: every place names the cell that covers it.

  grid.expand(block, name)   → GRID; name says what stands before the place of a cell that has no `at`
  grid.line(GRID, r)         the different cells of a line, left to right
  grid.transposed(GRID)      the same with rows and columns exchanged; cells are shared

  GRID { rows = n, cols = n, [r] = { [c] = CELL }, start = function(CELL) → its first column }
       places that no cell covers are absent
  CELL { text, number = what the file holds?, at = "三!C5", r, c = its top left,
         sheet = true in a workbook,
         blank = true | false, count = true when its text is a number, keys = { labels.keys },   keys when it is a label
         levels = { { keys = { … } } } or nil }   of "行政诉讼 / 结果维持", as Markdown has headers over each other: the
                                                  lowest first
--]]
local labels, value = require "report.labels", require "report.value"

local grid = {}

local COLS <const>, ROWS <const> = 64, 5000 -- GP_TABLE_COLS, GP_TABLE_ROWS
local LABEL <const> = 360 -- bytes; what is longer is text

-- the letters of a spreadsheet's column
local function letters(c)
	local s = ""
	while c > 0 do
		s = string.char(65 + (c - 1) % 26) .. s
		c = (c - 1) // 26
	end
	return s
end

local function cell_of(raw, r, c, name)
	if type(raw) ~= "table" then raw = { text = raw } end
	local number = raw.value
	if number == nil and type(raw.text) == "number" then number = raw.text end
	local text = labels.text(raw.text ~= nil and raw.text or number)
	local cell = { text = text, number = type(number) == "number" and number or nil, r = r, c = c,
		at = raw.at or ("%s!%s%d"):format(name, letters(c), r),
		sheet = raw.at ~= nil and raw.at:find("!", 1, true) ~= nil }
	cell.blank = not cell.number and value.is_blank(text)
	cell.count = cell.number ~= nil or (not cell.blank and value.number(text) ~= nil)
	cell.keys = (not cell.blank and not cell.count and #text <= LABEL) and labels.keys(text) or {}
	if #cell.keys > 0 and text:find(" / ", 1, true) then
		cell.levels = {}
		for level in (text .. " / "):gmatch "(.-) / " do table.insert(cell.levels, 1, { keys = labels.keys(level) }) end
	end
	return cell
end

local function span(n, most)
	n = math.tointeger(n) or 1
	return n < 1 and 1 or n > most and most or n
end

function grid.expand(block, name)
	local g = { rows = math.min(#block.rows, ROWS), cols = 0, lines = {}, start = function(cell) return cell.c end }
	for r = 1, g.rows do g[r] = {} end
	for r = 1, g.rows do
		local c = 1
		for _, raw in ipairs(block.rows[r]) do
			while g[r][c] do c = c + 1 end
			if c > COLS then break end
			local cell = cell_of(raw, r, c, name)
			local across = type(raw) == "table" and span(raw.cols, COLS - c + 1) or 1
			local down = type(raw) == "table" and span(raw.rows, g.rows - r + 1) or 1
			for y = r, r + down - 1 do
				for x = c, c + across - 1 do g[y][x] = g[y][x] or cell end
			end
			c = c + across
			g.cols = math.max(g.cols, c - 1)
		end
	end
	return g
end

function grid.line(g, r)
	local list, last = g.lines[r], nil
	if list then return list end
	list = {}
	for c = 1, g.cols do
		local cell = g[r][c]
		if cell and cell ~= last then list[#list + 1] = cell end
		last = cell
	end
	g.lines[r] = list
	return list
end

function grid.transposed(g)
	local t = { rows = g.cols, cols = g.rows, lines = {}, start = function(cell) return cell.r end }
	for c = 1, g.cols do
		t[c] = {}
		for r = 1, g.rows do t[c][r] = g[r][c] end
	end
	return t
end

return grid
