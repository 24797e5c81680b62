--[[
A declared table as a table of a document: headings merged from label paths, cells with their ids.

  layout.table(tab, options)    a block { kind = "table", … } of core/base/document.h
    options.fill(place, span)   gives the cell of a value as a map; the engine adds span and alignment.
                                place = { id = "3.A1/总计" }
    options.caption             text or nil

  layout "rows"     labels at the left, headings above; several parts stand under one another, each with its own
                    headings, and their last column is widened to the edge
  layout "across"   one row of values under headings: the rows' labels above the columns' labels
  layout "fields"   labels at the left, values at the right, no headings
A shorter path reaches to where the values begin; equal neighbours are one cell.
--]]
local layout = {}

-- the label as pieces that take up exactly `depth` places; the last one is stretched
local function stretched(label, depth)
	local pieces = {}
	for i, text in ipairs(label) do pieces[i] = { text = text, size = 1 } end
	pieces[#pieces].size = depth - #label + 1
	return pieces
end

local function deepest(items)
	local depth = 1
	for _, item in ipairs(items) do depth = math.max(depth, #item.label) end
	return depth
end

-- Paths side by side → for each of them the pieces that begin there: { text, level, size, length }.
-- `length` is how many paths the piece reaches over. Names of sections differ in the whole path up to them.
local function merged(paths)
	local starts, open = {}, {}
	for i, pieces in ipairs(paths) do
		local key, level = "", 1
		starts[i] = {}
		for depth, piece in ipairs(pieces) do
			key = key .. "\0" .. piece.text
			if open[depth] and open[depth].key == key then
				open[depth].length = open[depth].length + 1
			else
				local start = { text = piece.text, level = level, size = piece.size, length = 1, key = key }
				open[depth] = start
				table.insert(starts[i], start)
				for deeper = depth + 1, #open do open[deeper] = nil end
			end
			level = level + piece.size
		end
		for deeper = #pieces + 1, #open do open[deeper] = nil end
	end
	return starts
end

local function heading(text, cols, rows)
	return { text = text, cols = cols > 1 and cols or nil, rows = rows > 1 and rows or nil, head = true }
end

-- Headings above: rows of cells. widths[i] is how many columns of the grid stand under path i.
local function header_rows(paths, depth, widths)
	local rows = {}
	for level = 1, depth do rows[level] = {} end
	for i, starts in ipairs(merged(paths)) do
		for _, start in ipairs(starts) do
			local cols = 0
			for j = i, i + start.length - 1 do cols = cols + widths[j] end
			table.insert(rows[start.level], heading(start.text, cols, start.size))
		end
	end
	return rows
end

-- Labels at the left of each row: lists of cells.
local function label_cells(items, depth)
	local paths, cells = {}, {}
	for i, item in ipairs(items) do paths[i] = stretched(item.label, depth) end
	for i, starts in ipairs(merged(paths)) do
		cells[i] = {}
		for _, start in ipairs(starts) do
			table.insert(cells[i], heading(start.text, start.size, start.length))
		end
	end
	return cells
end

local function value_cell(tab, row, column, span, options)
	local cell = options.fill(tab.id .. "." .. row.id .. "/" .. column.id)
	if span > 1 then cell.cols = span end
	return cell
end

-- how many columns of the grid each column of a part takes when the table has `count`
local function spread(columns, count)
	local spans = {}
	for i = 1, #columns do spans[i] = 1 end
	spans[#columns] = count - #columns + 1
	return spans
end

local function part_headings(part, labels, count, rows)
	local spans, depth, paths = spread(part.columns, count), deepest(part.columns), {}
	for i, column in ipairs(part.columns) do paths[i] = stretched(column.label, depth) end
	local heads = header_rows(paths, depth, spans)
	table.insert(heads[1], 1, heading(part.corner or "", labels, depth))
	table.move(heads, 1, #heads, #rows + 1, rows)
	return depth
end

local function part_values(tab, part, labels, count, rows, options)
	local spans = spread(part.columns, count)
	local left = label_cells(part.rows, labels)
	for i, row in ipairs(part.rows) do
		local cells = left[i]
		for j, column in ipairs(part.columns) do
			table.insert(cells, value_cell(tab, row, column, spans[j], options))
		end
		table.insert(rows, cells)
	end
end

local function size_of(tab)
	local labels, count = 1, 1
	for _, part in ipairs(tab.parts) do
		labels = math.max(labels, deepest(part.rows))
		count = math.max(count, #part.columns)
	end
	return labels, count
end

-- labels want more room than figures
local function widths_of(labels, count, label_share, value_share)
	local widths = {}
	for i = 1, labels do widths[i] = i == labels and label_share or 1.2 end
	for i = labels + 1, labels + count do widths[i] = value_share end
	return widths
end

local function stacked(tab, options)
	local labels, count = size_of(tab)
	local rows, head = {}, 0
	local plain = tab.layout == "fields"
	for i, part in ipairs(tab.parts) do
		if part.title then table.insert(rows, { heading(part.title, labels + count, 1) }) end
		if not plain then
			local depth = part_headings(part, labels, count, rows)
			if i == 1 and not part.title and not tab.parts[2] then head = depth end
		end
		part_values(tab, part, labels, count, rows, options)
	end
	local widths = plain and widths_of(labels, count, 2.4, 3) or widths_of(labels, count, count > 3 and 3.4 or 2, 1)
	return rows, head, widths
end

local function across(tab, options)
	local part = tab.parts[1]
	local above, below = deepest(part.rows), deepest(part.columns)
	local paths, values, widths = {}, {}, {}
	for _, row in ipairs(part.rows) do
		for _, column in ipairs(part.columns) do
			local path = stretched(row.label, above)
			table.move(stretched(column.label, below), 1, #column.label, #path + 1, path)
			table.insert(paths, path)
			table.insert(values, value_cell(tab, row, column, 1, options))
			table.insert(widths, 1)
		end
	end
	local rows = header_rows(paths, above + below, widths)
	table.insert(rows, values)
	return rows, above + below, widths
end

function layout.table(tab, options)
	local build = tab.layout == "across" and across or stacked
	local rows, head, widths = build(tab, options)
	return { kind = "table", id = tab.id, sheet = tab.sheet or tab.id, caption = options.caption, head = head,
		widths = widths, rows = rows }
end

return layout
