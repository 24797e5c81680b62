-- edit_workbook FROM TO [B3=TEXT | reverse | drop=ROW]...: what people do to the first sheet of a workbook, for tests
local grid = require "govpub.grid"

local function column_of(letters)
	local n = 0
	for c in letters:gmatch "." do n = n * 26 + c:byte() - 64 end
	return n
end

local function edit(rows, word)
	local letters, row, text = word:match "^(%u+)(%d+)=(.*)$"
	if letters then
		rows[tonumber(row)][column_of(letters)] = text ~= "" and text or nil
	elseif word == "reverse" then
		local n = #rows
		for i = 2, n // 2 + 1 do
			if i < n + 2 - i then rows[i], rows[n + 2 - i] = rows[n + 2 - i], rows[i] end
		end
	else
		table.remove(rows, tonumber(word:match "^drop=(%d+)$"))
	end
end

return function(args)
	local from = assert(io.open(args[1], "rb"))
	local sheets = grid.read(from:read "a", args[1])
	from:close()
	for i = 3, #args do edit(sheets[1].rows, args[i]) end
	local out = {}
	for i, s in ipairs(sheets) do
		local rows = {}
		for r, row in ipairs(s.rows) do
			rows[r] = {}
			for col = 1, s.cols do rows[r][col] = row[col] == nil and "" or row[col] end
		end
		out[i] = { name = s.name, hidden = s.hidden, rows = rows }
	end
	grid.write(args[2], { sheets = out })
end
