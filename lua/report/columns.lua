--[[
Which column of the form a column of a grid is, by the headers over it (for report.match).

  columns.over(g, top, bottom, c)   the labels of column c in these lines, the lowest first, each once: { { keys } };
                                    their keys as a set
  columns.at(run, g, runs, r, at)   { [c] = ITEM of report.headers } that holds for line r and part `at` of the form's
                                    table: of the nearest headers above it, or carried over from the last table; or nil
      run    { index, carried, renamed, budget }: carried[at] and renamed[ITEM] = CELL are filled in
      runs   { list = lines.headers(…) }, kept by the caller for one grid; r grows from call to call
--]]
local headers = require "report.headers"

local columns = {}

function columns.over(g, top, bottom, c)
	local list, keys, last = {}, {}, nil
	for r = bottom, top, -1 do
		local cell = g[r][c]
		if cell and cell ~= last then
			list[#list + 1] = cell
			table.move(cell.levels or {}, 1, cell.levels and #cell.levels or 0, #list + 1, list)
		end
		last = cell
	end
	for _, label in ipairs(list) do
		for _, key in ipairs(label.keys) do keys[key] = true end
	end
	return list, keys
end

-- The columns of a part in one run of header lines: { [c] = item }, and how many.
local function named_in(run, g, one, part)
	local map, count, taken, open = {}, 0, {}, {}
	for c = 1, g.cols do
		local list, above = columns.over(g, one.top, one.bottom, c)
		local item
		for _, cell in ipairs(list) do
			item = item or headers.find(part.columns, cell.keys, above)
		end
		if item then
			map[c], taken[item], count = item, true, count + 1
		elseif list[1] and #list[1].keys > 0 and g[one.bottom][c] then
			open[#open + 1] = c
		end
	end
	for _, c in ipairs(count > 0 and open or {}) do
		local cell = g[one.bottom][c]
		local item = headers.nearest(part.columns, cell.keys, taken, run.budget)
		if item then
			map[c], taken[item], count = item, true, count + 1
			run.renamed[item] = cell
		end
	end
	-- "总计" alone makes no table the form's
	return { map = map, good = count * 3 >= #part.columns.items, cols = g.cols }
end

-- The columns that hold for line r of a part: those of the nearest headers above it that name any.
function columns.at(run, g, runs, r, at)
	local state = runs[at] or { passed = 0 }
	runs[at] = state
	local one = runs.list[state.passed + 1]
	while one and one.top < r do
		local found = named_in(run, g, one, run.index.parts[at])
		if found.good then state.best = found end
		state.passed = state.passed + 1
		one = runs.list[state.passed + 1]
	end
	if state.best then run.carried[at] = state.best end
	local carried = run.carried[at]
	return carried and carried.cols == g.cols and carried.map or nil
end

return columns
