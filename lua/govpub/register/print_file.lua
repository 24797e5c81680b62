--[[
A filled template as a file. .docx and .html stay what the office made of them, or become the PDF that LibreOffice makes
of them; .md becomes a letter of any format.

  print_file.formats(kind)     the formats that a kind of template can be written in, the usual one first
  print_file.fill(template, values)           what is filled in, and the names that were used (govpub.template)
  print_file.bytes(template, filled, format, look)   the file's bytes
      look   { sample, sample_name, date, author }: a .docx whose look letters take, and what the file says of itself

A heading of the first level begins a letter, each on a page of its own. Its paragraphs are set in by two characters, but
for the first when it ends with "：", the addressee. "→ " at the beginning of one sets it to the right, "↔ " in the middle;
above what stands at the right there is room for a seal. A table whose first line is empty has no head.
--]]
local document = require "govpub.document"
local fill = require "govpub.template"

local print_file = {}

local formats = { docx = { "docx", "pdf" }, html = { "html", "pdf" }, markdown = { "docx", "html", "md", "pdf" } }
local marks = { ["→ "] = "end", ["↔ "] = "center" }

function print_file.formats(kind) return formats[kind] end

-- the first and the last words of a text of runs
local function ends(text)
	if type(text) == "string" then return text, text end
	local function words(run) return type(run) == "table" and run.text or run or "" end
	return words(text[1]), words(text[#text])
end

local function without_mark(text, mark)
	if type(text) == "string" then return text:sub(#mark + 1) end
	local first = text[1]
	if type(first) == "table" then first.text = first.text:sub(#mark + 1) else text[1] = first:sub(#mark + 1) end
	return text
end

local function set_paragraph(block, is_first)
	local first, last = ends(block.text)
	for mark, align in pairs(marks) do
		if first:sub(1, #mark) == mark then
			block.text, block.align = without_mark(block.text, mark), align
			return
		end
	end
	block.indent = not (is_first and last:sub(-#"：") == "：")
end

local function is_empty(cell)
	return cell == "" or type(cell) == "table" and (cell.text == nil or cell.text == "") and cell.value == nil
end

local function set_table(block)
	for _, cell in ipairs(block.rows[1] or {}) do
		if not is_empty(cell) then return end
	end
	table.remove(block.rows, 1)
	block.head = nil
end

-- without marks whose line had nothing to be filled in with
local function with_words(blocks)
	local list = {}
	for _, block in ipairs(blocks) do
		if block.text ~= "→" and block.text ~= "↔" then list[#list + 1] = block end
	end
	return list
end

local function as_letter(doc, look, has_room)
	local blocks, is_first, before = {}, true, nil
	for _, block in ipairs(with_words(doc.blocks)) do
		if block.kind == "heading" and block.level == 1 then
			if blocks[1] then blocks[#blocks + 1] = { kind = "break" } end
			block.kind, block.level = "title", nil
			doc.title = doc.title or type(block.text) == "string" and block.text or nil
			is_first = true
		elseif block.kind == "paragraph" then
			set_paragraph(block, is_first)
			is_first = is_first and block.align ~= nil
			if has_room and block.align == "end" and before ~= "end" then
				blocks[#blocks + 1] = { kind = "paragraph", text = "　" }
			end
		elseif block.kind == "table" then
			set_table(block)
		end
		before = block.align
		blocks[#blocks + 1] = block
	end
	doc.blocks, doc.language, doc.date, doc.author = blocks, "zh", look.date, look.author
	return doc
end

function print_file.fill(template, values)
	return fill.fill(template.kind, template.bytes, values, template.path)
end

function print_file.bytes(template, filled, format, look)
	if template.kind ~= "markdown" then return format == "pdf" and document.convert(template.kind, filled) or filled end
	local doc = as_letter(document.read(filled, template.path), look, format ~= "md")
	if format == "docx" and look.sample then return document.bytes(format, doc, look.sample, look.sample_name) end
	return document.bytes(format, doc)
end

return print_file
