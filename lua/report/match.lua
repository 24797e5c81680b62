--[[
Finds the cells of a form in the tables of a document, by their labels and not by their place.

  match.tables(form, grids, out)   grids: list of report.grid in the order of the document
      out.cells[id], out.at[id]    filled in
      out.as_text[id]              true for a number that a workbook holds as text
      out.used[grid]               true for each grid in which something was found
      out.seen["3.A1"]             true for each row that is there, be it blank or undivided
      out.problems                 { cell, at, text, code } added: codes of report.value, and
          "label"      a row or column under a label that is not the form's: want = the form's
          "twice"      a cell that stands in two places with different values; the first one counts
          "undivided"  the heading of several rows printed as one row with figures

A row belongs to a cell by the label at its left, a column by the nearest header over it; headers are carried
over to a table that has none. Tried in turn: rows as in the form, all rows side by side in one line of figures
(layout "across"), rows and columns exchanged.
--]]
local cells = require "report.cells"
local columns = require "report.columns"
local grid = require "report.grid"
local headers = require "report.headers"
local lines = require "report.lines"
local value = require "report.value"

local match = {}

local COMPARISONS <const> = 20000

local function note(run, code, id, cell, want)
	local list = run.notes
	list[#list + 1] = { code = code, cell = id, at = cell.at, text = cell.text, want = want }
end

-- One printed cell, blank or not, for a cell of the form.
local function place(run, row, column, cell)
	local id = ("%s.%s/%s"):format(run.index.tab.id, row.id, column.id)
	run.placed[#run.placed + 1] = { id = id, cell = cell }
	run.seen[run.index.tab.id .. "." .. row.id] = true
	return id
end

local function store(run, id, cell)
	if cell.blank then return end
	local out = run.out
	local found, code = value.read(cells.get(run.form, id), cell.text, cell.number)
	if code and out.cells[id] == nil then
		note(run, code, id, cell)
		out.at[id] = out.at[id] or cell.at
	elseif found ~= nil and out.cells[id] == nil then
		out.cells[id], out.at[id] = found, cell.at
		if cell.sheet and type(found) == "number" and not cell.number then out.as_text[id] = true end
	elseif found ~= nil and out.cells[id] ~= found then
		note(run, "twice", id, cell)
	end
end

local function printed(item)
	local path = item.item.label
	return path[#path]
end

-- The figures of a line in order, and the columns that have any: { CELL }, { ITEM }.
local function in_order(g, r, label, map)
	local figures, items, seen = {}, {}, {}
	for _, cell in ipairs(grid.line(g, r)) do
		if g.start(cell) > g.start(label) then figures[#figures + 1] = cell end
	end
	for c = 1, g.cols do
		if map[c] and not seen[map[c]] then
			seen[map[c]], items[#items + 1] = true, map[c]
		end
	end
	return figures, items
end

-- A heading that reaches too far down pushes a line to the right, under the wrong headers.
local function is_pushed(g, r, label, map)
	for c = 1, g.cols do
		if map[c] and g[r][c] == label then return true end
	end
	return false
end

-- One that ends too soon, or in the table before, leaves it on the left: the last columns have nothing under them.
local function is_short(g, r, map)
	for c = g.cols, 1, -1 do
		if g[r][c] then return false end
		if map[c] then return true end
	end
	return false
end

local function take_line(run, g, r, line, map)
	local row, last, first = line.item.item, nil, nil
	local pushed, figures, items = is_pushed(g, r, line.label, map), in_order(g, r, line.label, map)
	if #figures == #items and (pushed or is_short(g, r, map)) then
		for i, cell in ipairs(figures) do first = place(run, row, items[i].item, cell) end
	elseif not pushed then
		for c = 1, g.cols do
			local item, cell = map[c], g[r][c]
			-- a column printed over several of the grid has its figure in one of them
			if item and cell and cell ~= last and g.start(cell) > g.start(line.label) then
				local id = place(run, row, item.item, cell)
				first = first or id
			end
			last = cell
		end
	end
	if first and line.mended then note(run, "label", first, line.label, printed(line.item)) end
end

-- The only figure of a line, for a part with one column whose header is missing.
local function only_figure(g, r, label)
	local figure
	for _, cell in ipairs(grid.line(g, r)) do
		if g.start(cell) > g.start(label) and not cell.blank then
			if figure then return nil end
			figure = cell
		end
	end
	return figure
end

local function has_figures(g)
	for r = 1, g.rows do
		for _, cell in ipairs(grid.line(g, r)) do
			if cell.count then return true end
		end
	end
	return false
end

-- The heading of several rows has figures of its own: none of those rows is missing, and none is known.
local function undivided(run, label)
	note(run, "undivided", nil, label)
	for _, item in ipairs(run.index.rows.items) do
		for _, key in ipairs(label.keys) do
			if item.above[key] then run.seen[run.index.tab.id .. "." .. item.item.id] = true end
		end
	end
end

local function by_rows(run, g)
	local list = lines.of(g, run.index, run.budget)
	local runs, alone = { list = lines.headers(g, list) }, {}
	for r = 1, g.rows do
		local line = list[r]
		if line and line.item then
			local map = columns.at(run, g, runs, r, line.item.part)
			if map then take_line(run, g, r, line, map) else alone[#alone + 1] = line end
			line.r = r
		end
	end
	-- a table of headers alone, whose rows follow in the next one
	if not next(list) and not has_figures(g) then
		for at in ipairs(run.index.parts) do columns.at(run, g, runs, g.rows + 1, at) end
	end
	if #run.placed == 0 then return end
	for _, line in ipairs(alone) do
		local list_of = run.index.parts[line.item.part].columns.items
		local cell = #list_of == 1 and only_figure(g, line.r, line.label)
		if cell then place(run, line.item.item, list_of[1].item, cell) end
	end
	for r = 1, g.rows do
		if list[r] and list[r].undivided then undivided(run, list[r].label) end
	end
end

local function first_figures(g)
	for r = 1, g.rows do
		for _, cell in ipairs(grid.line(g, r)) do
			if cell.count then return r end
		end
	end
	return 1
end

-- Every row of the form a group of columns over one line of figures.
local function side_by_side(run, g)
	local data = first_figures(g)
	for c = 1, data > 1 and g.cols or 0 do
		local list, above = columns.over(g, 1, data - 1, c)
		local row, column, own
		for _, cell in ipairs(list) do
			if not row then
				row, own = headers.find(run.index.rows, cell.keys, above), cell
			end
		end
		for _, cell in ipairs(row and list or {}) do
			if cell ~= own then column = column or headers.find(run.index.parts[row.part].columns, cell.keys, above) end
		end
		if column and g[data][c] then place(run, row.item, column.item, g[data][c]) end
	end
end

-- Labels with their value right beside them.
local function beside(run, g)
	for r = 1, g.rows do
		local line = grid.line(g, r)
		for i, cell in ipairs(line) do
			local item = lines.row(g, run.index, r, cell)
			local answer = item and line[i + 1]
			if answer and not (answer.keys[1] and run.index.known[answer.keys[1]]) then
				place(run, item.item, run.index.parts[item.part].part.columns[1], answer)
			end
		end
	end
end

-- One way to read a grid; what it finds counts only when it is taken over.
local function attempt(shared, way, g)
	local run = { form = shared.form, out = shared.out, index = shared.index, budget = shared.budget,
		carried = table.move(shared.carried, 1, #shared.index.parts, 1, {}), placed = {}, seen = {}, notes = {}, renamed = {} }
	way(run, g)
	return run
end

-- Whether any label of a table stands in a grid: most grids of a long document are none of the form's.
local function concerns(index, g)
	for r = 1, g.rows do
		for _, cell in ipairs(grid.line(g, r)) do
			for _, label in ipairs(cell.levels or { cell }) do
				for _, key in ipairs(label.keys) do
					if index.known[key] then return true end
				end
			end
		end
	end
	return false
end

local function best_of(shared, g)
	local tab = shared.index.tab
	if tab.layout == "fields" then return attempt(shared, beside, g) end
	local best = attempt(shared, by_rows, g)
	local carried = best.carried
	if #best.placed < shared.enough and tab.layout == "across" then
		local other = attempt(shared, side_by_side, g)
		if #other.placed > #best.placed then best = other end
	end
	if #best.placed < shared.enough then
		local other = attempt(shared, by_rows, grid.transposed(g))
		if #other.placed > #best.placed then best = other end
	end
	best.carried = carried
	return best
end

local function take_over(run)
	for _, one in ipairs(run.placed) do store(run, one.id, one.cell) end
	for row in pairs(run.seen) do run.out.seen[row] = true end
	for item, cell in pairs(run.renamed) do note(run, "label", nil, cell, printed(item)) end
	table.sort(run.notes, function(a, b)
		if a.at ~= b.at then return a.at < b.at end
		return a.code < b.code
	end)
	table.move(run.notes, 1, #run.notes, #run.out.problems + 1, run.out.problems)
end

-- Half the cells of the smallest part: with so many a table has been read the right way round.
local function enough_of(tab)
	local least = math.huge
	for _, part in ipairs(tab.parts) do least = math.min(least, #part.rows * #part.columns) end
	return least / 2
end

function match.tables(form, grids, out)
	out.used, out.seen = {}, {}
	for _, tab in ipairs(form.tables) do
		local shared = { form = form, out = out, index = headers.of(tab), carried = {}, budget = { left = COMPARISONS }, enough = enough_of(tab) }
		for _, g in ipairs(grids) do
			local run = concerns(shared.index, g) and best_of(shared, g)
			if run then shared.carried = run.carried end
			if run and #run.placed > 0 then
				out.used[g] = true
				take_over(run)
			end
		end
	end
end

return match
