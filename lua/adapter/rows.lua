--[[
Tables out of files that people export by hand.

  rows.of(response)        list of rows, each a list of strings: of all tables of response.document (a workbook,
                           a page), or of response.body as CSV (commas, semicolons or tabs)
  rows.columns(row, names) names: { title = { "标题", "文章标题" }, … } → { title = 3, … }: which column has which
                           heading; blanks and full-width signs do not matter
--]]
local rows = {}

local ROWS <const> = 20000

-- TEXT of a document: a string, or pieces
local function plain(v)
	if type(v) == "number" then return math.tointeger(v) and ("%d"):format(v) or tostring(v) end
	if type(v) ~= "table" then return type(v) == "string" and v or "" end
	if v.text ~= nil then return plain(v.text) end
	local parts = {}
	for i, piece in ipairs(v) do parts[i] = plain(piece) end
	return table.concat(parts)
end

local function of_document(document)
	local out = {}
	for _, block in ipairs(document.blocks or {}) do
		for _, row in ipairs(block.kind == "table" and block.rows or {}) do
			local line = {}
			for i, cell in ipairs(row) do line[i] = plain(cell) end
			out[#out + 1] = line
			if #out == ROWS then return out end
		end
	end
	return out
end

-- the sign that stands most often at the beginning
local function separator(body)
	local head, best, most = body:sub(1, 4000), ",", 0
	for _, sign in ipairs { ",", "\t", ";" } do
		local _, n = head:gsub(sign, "")
		if n > most then best, most = sign, n end
	end
	return best
end

-- RFC 4180; a quotation mark that never closes ends with the file
local function of_csv(body)
	local sign, out, line, at = separator(body), {}, {}, 1
	local stops = "[" .. sign .. "\r\n]"
	while at <= #body and #out < ROWS do
		local value
		if body:sub(at, at) == '"' then
			local parts, from = {}, at + 1
			while true do
				local close = body:find('"', from, true) or #body + 1
				parts[#parts + 1] = body:sub(from, close - 1)
				from = close + 1
				if body:sub(from, from) ~= '"' then break end
				parts[#parts + 1] = '"'
				from = from + 1
			end
			value, at = table.concat(parts), from
			at = body:find(stops, at) or #body + 1
		else
			local stop = body:find(stops, at) or #body + 1
			value, at = body:sub(at, stop - 1), stop
		end
		line[#line + 1] = value
		local char = body:sub(at, at)
		at = at + 1
		if char ~= sign then
			if char == "\r" and body:sub(at, at) == "\n" then at = at + 1 end
			if #line > 1 or line[1] ~= "" then out[#out + 1] = line end
			line = {}
		end
	end
	if #line > 0 then out[#out + 1] = line end
	return out
end

function rows.of(response)
	if response.document then return of_document(response.document) end
	return of_csv(response.body or "")
end

local function folded(s)
	return (text.fold(s):lower():gsub("%s", ""))
end

function rows.columns(row, names)
	local found = {}
	for key, list in pairs(names) do
		for _, name in ipairs(list) do
			for i, cell in ipairs(row) do
				if not found[key] and folded(cell) == folded(name) then found[key] = i end
			end
		end
	end
	return found
end

return rows
