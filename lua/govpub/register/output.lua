--[[
Tables for people, lines for programs.

  output.table(head, rows, given)   head: { { key, title, how }, … }; rows: lists of texts. On a terminal columns by
                                    display width, cut to fit, those last whose how is "whole"; of "tail" the end stays;
                                    in a pipe values with tabs; given["--csv"]: with a header of keys
  output.json(value)                one line of canonical JSON
  output.records(list, given, one)  --json: a list, --jsonl: a line each; one(record) gives the map
  output.pairs(rows)                { label, text } of one record, aligned
  output.plain(text)                a text in which nothing draws on a terminal, on one line
--]]
local document = require "govpub.document"
local json = require "govpub.json"
local terminal = require "govpub.terminal"
local text = require "govpub.text"
local words = require "govpub.words"

-- how narrow texts, numbers and the rest may become, step by step
local FLOORS = { { text = 16 }, { text = 16, tail = 16 }, { text = 6, tail = 16 }, { text = 6, tail = 6, whole = 6 } }

local output = {}

function output.plain(value) return (words.show((tostring(value):gsub("[\r\n\t]+", " ")))) end

local function pad(value, width)
	return value .. (" "):rep(width - text.width(value))
end

-- takes the surplus from the columns that are wider than their floor, the widest first; what could not be taken
local function narrow(widths, floors, surplus)
	while surplus > 0 do
		local widest
		for i, w in ipairs(widths) do
			if w > floors[i] and (not widest or w > widths[widest]) then widest = i end
		end
		if not widest then break end
		widths[widest] = widths[widest] - 1
		surplus = surplus - 1
	end
	return surplus
end

-- the widths that fit: texts give way before numbers, and these before what is of no use when it is cut
local function fit(head, widths, room)
	local surplus = 2 * (#widths - 1) - room
	for _, w in ipairs(widths) do surplus = surplus + w end
	for _, least in ipairs(FLOORS) do
		local floors = {}
		for i, column in ipairs(head) do floors[i] = least[column[3] or "text"] or widths[i] end
		surplus = narrow(widths, floors, surplus)
	end
end

-- …〔2026〕0012号: the end tells numbers apart
local function cut_front(value, width)
	if text.width(value) <= width then return value end
	local from = 1
	repeat from = utf8.offset(value, 2, from) until text.width("…" .. value:sub(from)) <= width
	return "…" .. value:sub(from)
end

local function aligned(head, rows)
	local widths, shown = {}, {}
	for i, column in ipairs(head) do widths[i] = text.width(column[2]) end
	for r, row in ipairs(rows) do
		shown[r] = {}
		for i in ipairs(head) do
			shown[r][i] = output.plain(row[i] or "")
			widths[i] = math.max(widths[i], text.width(shown[r][i]))
		end
	end
	fit(head, widths, terminal.columns())
	local titles = {}
	for i, column in ipairs(head) do titles[i] = column[2] end
	table.insert(shown, 1, titles)
	for _, row in ipairs(shown) do
		local cells = {}
		for i, width in ipairs(widths) do
			local cut = head[i][3] == "tail" and cut_front or text.cut
			local cell = width > 0 and cut(row[i], width) or ""
			cells[i] = i < #widths and pad(cell, width) or cell
		end
		io.write((table.concat(cells, "  "):gsub("%s+$", "")), "\n")
	end
end

function output.table(head, rows, given)
	if given["--csv"] then
		local keys = {}
		for i, column in ipairs(head) do keys[i] = column[1] end
		io.write(document.csv(table.move(rows, 1, #rows, 2, { keys })))
	elseif terminal.shows() then
		aligned(head, rows)
	else
		for _, row in ipairs(rows) do
			local cells = {}
			for i in ipairs(head) do cells[i] = output.plain(row[i] or "") end
			io.write(table.concat(cells, "\t"), "\n")
		end
	end
end

function output.json(value) io.write(json.encode(value), "\n") end

function output.records(list, given, one)
	if given["--jsonl"] then
		for _, record in ipairs(list) do output.json(one(record)) end
		return
	end
	local out = {}
	for i, record in ipairs(list) do out[i] = one(record) end
	io.write(#out > 0 and json.encode(out) or "[]", "\n")
end

function output.pairs(rows)
	local width = 0
	for _, row in ipairs(rows) do width = math.max(width, text.width(row[1])) end
	for _, row in ipairs(rows) do
		io.write(pad(row[1], width), "  ", (words.show(row[2]):gsub("\n", "\n" .. (" "):rep(width + 2))), "\n")
	end
end

return output
