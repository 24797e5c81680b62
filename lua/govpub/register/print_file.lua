--[[
A filled template as a file. .docx and .html stay what the office made of them; .md becomes a letter of any format.

  print_file.formats(kind)     the formats that a kind of template can be written in, the usual one first
  print_file.bytes(template, values, format, look)   the file's bytes, the names that were used (govpub.template)
      look   { sample, sample_name, date, author }: a .docx whose look letters take, and what the file says of itself

Of a letter in Markdown the first heading is its title; a paragraph is set in by two characters unless it ends with
"：", as the line with the addressee does. "→ " at its beginning sets it to the right, "↔ " in the middle. A table whose
first line is empty has no head.
--]]
local document = require "govpub.document"
local fill = require "govpub.template"

local print_file = {}

local formats = { docx = { "docx" }, html = { "html" }, markdown = { "docx", "html", "md", "pdf" } }
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

local function set_paragraph(block)
	local first, last = ends(block.text)
	for mark, align in pairs(marks) do
		if first:sub(1, #mark) == mark then
			block.text, block.align = without_mark(block.text, mark), align
			return
		end
	end
	block.indent = last:sub(-#"：") ~= "："
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

local function as_letter(doc, look)
	doc.language, doc.date, doc.author = "zh", look.date, look.author
	for _, block in ipairs(doc.blocks) do
		if block.kind == "heading" and block.level == 1 and not doc.title then
			block.kind, block.level = "title", nil
			doc.title = type(block.text) == "string" and block.text or nil
		elseif block.kind == "paragraph" then
			set_paragraph(block)
		elseif block.kind == "table" then
			set_table(block)
		end
	end
	return doc
end

function print_file.bytes(template, values, format, look)
	local bytes, used = fill.fill(template.kind, template.bytes, values, template.path)
	if template.kind ~= "markdown" then return bytes, used end
	local doc = as_letter(document.read(bytes, template.path), look)
	if format == "docx" and look.sample then return document.bytes(format, doc, look.sample, look.sample_name), used end
	return document.bytes(format, doc), used
end

return print_file
