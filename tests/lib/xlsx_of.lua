--[[
Workbooks as people leave them, for tests: a zip of XML without compression.

  xlsx_of(sheets) → bytes
      sheet = { name, hidden, rows = { [row] = { [col] = cell } }, merges = { "A1:B2" }, hidden_rows = { [row] = true } }
      cell  = text, number, { date = serial number }, { formula = text, value = number or nil }, { raw = XML of a c element }
--]]
local TABLE = {}
for i = 0, 255 do
	local c = i
	for _ = 1, 8 do c = c & 1 == 1 and (c >> 1) ~ 0xEDB88320 or c >> 1 end
	TABLE[i] = c
end

local function crc32(s)
	local c = 0xFFFFFFFF
	for i = 1, #s do c = TABLE[(c ~ s:byte(i)) & 0xFF] ~ (c >> 8) end
	return c ~ 0xFFFFFFFF
end

local function zip_of(parts)
	local out, directory, at = {}, {}, 0
	for _, part in ipairs(parts) do
		local name, data = part[1], part[2]
		local head = ("<I2I2I2I2I2I4I4I4I2I2"):pack(20, 0, 0, 0, 0x21, crc32(data), #data, #data, #name, 0)
		local entry = "PK\3\4" .. head .. name .. data
		directory[#directory + 1] = "PK\1\2" .. ("<I2"):pack(20) .. head .. ("<I2I2I2I4I4"):pack(0, 0, 0, 0, at) .. name
		out[#out + 1] = entry
		at = at + #entry
	end
	local list = table.concat(directory)
	return table.concat(out) .. list .. "PK\5\6" .. ("<I2I2I2I2I4I4I2"):pack(0, 0, #parts, #parts, #list, at, 0)
end

local function escape(s) return (s:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub('"', "&quot;")) end

local function cell_of(ref, cell)
	if type(cell) == "string" then
		return ('<c r="%s" t="inlineStr"><is><t>%s</t></is></c>'):format(ref, escape(cell))
	elseif type(cell) == "number" then
		return ('<c r="%s"><v>%s</v></c>'):format(ref, cell)
	elseif cell.date then
		return ('<c r="%s" s="1"><v>%s</v></c>'):format(ref, cell.date)
	elseif cell.raw then
		return (cell.raw:gsub("REF", ref))
	end
	return ('<c r="%s"><f>%s</f>%s</c>'):format(ref, escape(cell.formula), cell.value and "<v>" .. cell.value .. "</v>" or "")
end

local function sheet_of(sheet)
	local out, last = {}, 0
	for row in pairs(sheet.rows) do last = math.max(last, row) end
	for row = 1, last do
		local cells = {}
		for col = 1, 26 do
			local cell = (sheet.rows[row] or {})[col]
			if cell ~= nil then cells[#cells + 1] = cell_of(string.char(64 + col) .. row, cell) end
		end
		local hidden = (sheet.hidden_rows or {})[row] and ' hidden="1"' or ""
		if #cells > 0 then out[#out + 1] = ('<row r="%d"%s>%s</row>'):format(row, hidden, table.concat(cells)) end
	end
	local merges = {}
	for i, range in ipairs(sheet.merges or {}) do merges[i] = ('<mergeCell ref="%s"/>'):format(range) end
	return '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' .. table.concat(out)
		.. "</sheetData>" .. (#merges > 0 and "<mergeCells>" .. table.concat(merges) .. "</mergeCells>" or "") .. "</worksheet>"
end

return function(sheets)
	local types, rels, names, parts = {}, {}, {}, {}
	for i, sheet in ipairs(sheets) do
		types[i] = ('<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.'
			.. 'spreadsheetml.worksheet+xml"/>'):format(i)
		rels[i] = ('<Relationship Id="r%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
			.. 'Target="worksheets/sheet%d.xml"/>'):format(i, i)
		names[i] = ('<sheet name="%s" sheetId="%d" r:id="r%d"%s/>'):format(escape(sheet.name), i, i,
			sheet.hidden and ' state="hidden"' or "")
		parts[i] = { ("xl/worksheets/sheet%d.xml"):format(i), sheet_of(sheet) }
	end
	local relationships = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
	table.insert(parts, { "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
		.. '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
		.. '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
		.. 'sheet.main+xml"/>' .. table.concat(types) .. "</Types>" })
	table.insert(parts, { "_rels/.rels", relationships:format('<Relationship Id="r1" Target="xl/workbook.xml" '
		.. 'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>') })
	table.insert(parts, { "xl/_rels/workbook.xml.rels", relationships:format(table.concat(rels)
		.. '<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>') })
	table.insert(parts, { "xl/workbook.xml", '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
		.. 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>' .. table.concat(names)
		.. "</sheets></workbook>" })
	table.insert(parts, { "xl/styles.xml", '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
		.. '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>' })
	return zip_of(parts)
end
