--[[
The lines of a grid (report.grid) told apart: those that belong to a row of the form, and headers.

  lines.of(g, index, budget) → LINES = { [r] = LINE }; a line that is absent holds headers, or nothing of the form
  lines.headers(g, LINES)    → runs of header lines from the top: { { top, bottom }, … }
  lines.row(g, index, r, cell)  the row of the form that a label of line r names, or nil

  LINE { item = ITEM of report.headers, label = CELL, mended = true when the label is not the form's }
    or { label = CELL, undivided = true }: the heading of several rows with figures of its own
--]]
local grid = require "report.grid"
local headers = require "report.headers"

local lines = {}

-- For every place the last cell at or above it that is not blank; made once, when a label first needs it.
local function filled_down(g)
	if g.down then return g.down end
	g.down = {}
	for r = 1, g.rows do
		local row, before = {}, g.down[r - 1]
		for c = 1, g.cols do
			local cell = g[r][c]
			row[c] = cell and not cell.blank and cell or before and before[c] or nil
		end
		g.down[r] = row
	end
	return g.down
end

-- The labels left of a cell as a set of keys; those too that are printed once for several lines.
local function left_of(g, r, cell)
	local set, row = {}, filled_down(g)[r]
	for x = 1, g.start(cell) - 1 do
		for _, key in ipairs(row[x] and row[x].keys or {}) do set[key] = true end
	end
	return set
end

function lines.row(g, index, r, cell)
	local item, several = headers.find(index.rows, cell.keys, {})
	if several then return (headers.find(index.rows, cell.keys, left_of(g, r, cell))) end
	return item
end

local function names_any(cell, keys)
	for _, key in ipairs(cell.keys) do
		if keys[key] then return true end
	end
	return false
end

-- The row of the form that a line belongs to, and the cell with its label; nil for a line of headers.
local function row_of(g, r, index)
	local line, found, at = grid.line(g, r), nil, 0
	for i, cell in ipairs(line) do
		local item = lines.row(g, index, r, cell)
		if item and found and item ~= found then return nil end
		if item then found, at = item, i end
	end
	if not found or at == #line then return nil end
	for i, cell in ipairs(line) do
		-- a label over two columns is printed twice where cells were not merged
		local other = i > at or i < at and cell.text ~= line[at].text
		if other and names_any(cell, index.column_keys) or i > at and names_any(cell, index.known) then return nil end
	end
	return found, line[at]
end

-- The last label before the first figure of a line.
local function label_of_figures(g, r)
	local label
	for _, cell in ipairs(grid.line(g, r)) do
		if cell.count then
			if label then return label end
		elseif #cell.keys > 0 then
			label = cell
		end
	end
end

-- The label of a line that is blank behind it, among lines that belong to rows: a row under another label, left empty.
local function label_of_blanks(g, r, list)
	if not (list[r - 1] and list[r + 1]) then return nil end
	local line, label = grid.line(g, r), nil
	for i, cell in ipairs(line) do
		if #cell.keys > 0 then label = i < #line and cell or nil elseif not cell.blank then return nil end
	end
	return label
end

function lines.of(g, index, budget)
	local list, taken, rest = {}, {}, {}
	for r = 1, g.rows do
		local item, label = row_of(g, r, index)
		if item then
			list[r], taken[item] = { item = item, label = label }, true
		else
			rest[#rest + 1] = r
		end
	end
	for _, r in ipairs(rest) do
		local label = label_of_figures(g, r) or label_of_blanks(g, r, list)
		local item = label and headers.nearest(index.rows, label.keys, taken, budget)
		if item then
			list[r], taken[item] = { item = item, label = label, mended = true }, true
		elseif label and names_any(label, index.groups) and label_of_figures(g, r) then
			list[r] = { label = label, undivided = true }
		end
	end
	return list
end

function lines.headers(g, list)
	local runs = {}
	for r = 1, g.rows do
		if not list[r] then
			local last = runs[#runs]
			if last and last.bottom == r - 1 then
				last.bottom = r
			else
				runs[#runs + 1] = { top = r, bottom = r }
			end
		end
	end
	return runs
end

return lines
