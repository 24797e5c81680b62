-- edit_workbook FROM TO [[SHEET!]B3=TEXT | [SHEET!]reverse | [SHEET!]drop=ROW]...: what people do to a workbook, its first
-- sheet where none is named, for tests
local grid = require "govpub.grid"

local function column_of(letters)
	local n = 0
	for c in letters:gmatch "." do n = n * 26 + c:byte() - 64 end
	return n
end

local function edit(sheet, word)
	local letters, row, text = word:match "^(%u+)(%d+)=(.*)$"
	local rows = sheet.rows
	if letters then
		row = tonumber(row)
		for i = #rows + 1, row do rows[i] = {} end
		rows[row][column_of(letters)] = text ~= "" and text or nil
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
	local by_name = {}
	for _, s in ipairs(sheets) do by_name[s.name] = s end
	for i = 3, #args do
		local name, word = args[i]:match "^([^!=]+)!(.*)$"
		edit(name and assert(by_name[name], name) or sheets[1], word or args[i])
	end
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
