--[[
Values of fields: read from what people write, shown again, checked.

  values.read(field, text, context)   the value as the ledger keeps it; nil and what is wrong; nil alone for ""
      context = { today=, calendar=, resolve=function(register, word) → {reg,rid} | nil, message,
                  blob=function(path) → {h,name,size,mime} | nil, message }; the last two only where they are needed
  values.show(field, value, context)  text for people; context.named(ref) gives the number of a record
  values.check(field, value)          nil, or what is wrong with it
  values.personal(field)              whether it is kept sealed; values.has_personal(field): or one of its cells
  values.said_personal(field)         whether what people write for it is personal: the path of a file is not
  values.hidden                       what stands for a personal value that is there

Kept: text para enum codes docno idno phone email url uscc = string, int = integer, money = 分, date "2023-04-20",
time "2023-04-20T09:30", bool, set tags = list of strings, ref = {reg,rid}, refs = list of it, rows = list of maps,
file = {h,name,size,mime}, files = list of it; {["$v"]=…} is sealed, {["$erased"]=true} was erased.
--]]
local dates = require "govpub.register.dates"
local numbers = require "govpub.register.numbers"
local say = require "govpub.say"
local text = require "govpub.text"
local value_check = require "govpub.register.value_check"

local MAX_CHOICES = 240 -- bytes

local values = { hidden = "＊", check = value_check.check }

local function trim(s)
	local first, last = s:byte(1), s:byte(-1)
	if first and first > 32 and last > 32 then return s end
	return s:match "^%s*(.-)%s*$"
end

local function wrong(id, params) return nil, say.text(id, params) end

function values.personal(field) return field.pii or field.secret or false end

-- the field itself, or one of its cells
function values.has_personal(field)
	for _, cell in ipairs(field.type == "rows" and field.rows or {}) do
		if values.personal(cell) then return true end
	end
	return values.personal(field)
end

local files = { file = true, files = true }

function values.said_personal(field)
	for _, cell in ipairs(field.type == "rows" and field.rows or {}) do
		if values.personal(cell) and not files[cell.type] then return true end
	end
	return values.personal(field) and not files[field.type]
end

-- --- reading: one function a type

local readers = {}

function readers.text(_, word)
	if word:find("\n", 1, true) or word:find("\r", 1, true) then return wrong "value.one-line" end
	return word
end

function readers.para(_, word) return (word:gsub("\r\n", "\n")) end

-- what could have been written: what is like the word before the rest, no more than an error can say
local function choices(field, word)
	local like, others, size = {}, {}, 0
	for _, value in ipairs(field.values) do
		local label = say.choose(value.label or value.code)
		local near = word ~= "" and (label:find(word, 1, true) or word:find(label, 1, true))
		table.insert(near and like or others, field.type == "codes" and value.code .. " " .. label or label)
	end
	for i, name in ipairs(table.move(others, 1, #others, #like + 1, like)) do
		size = size + #name
		if size > MAX_CHOICES then return table.concat(like, "、", 1, i - 1) .. "…" end
	end
	return table.concat(like, "、")
end

-- the entry whose code, label or other name it is, whatever the width of its letters
local function choice(field, word)
	local wanted = text.fold(word):lower()
	for _, value in ipairs(field.values) do
		if text.fold(value.code):lower() == wanted then return value.code end
		for _, label in pairs(value.label or {}) do
			if text.fold(label):lower() == wanted then return value.code end
		end
	end
	for _, value in ipairs(field.values) do
		for _, other in ipairs(value.alias or {}) do
			if text.fold(other):lower() == wanted then return value.code end
		end
	end
	return wrong("value.choice", { value = word, names = choices(field, word) })
end
readers.enum, readers.codes = choice, choice

-- 沪文旅公开申[2023]12号 → 〔2023〕
function readers.docno(_, word)
	return (trim(word):gsub("%[(%d%d%d%d)%]", "〔%1〕"):gsub("［(%d%d%d%d)］", "〔%1〕"):gsub("【(%d%d%d%d)】", "〔%1〕"))
end

function readers.int(_, word)
	local n = numbers.int(text.fold(word))
	if not n then return wrong("value.int", { value = word }) end
	return n
end

function readers.money(_, word)
	local n = numbers.cents(text.fold(word))
	if not n then return wrong("value.money", { value = word }) end
	return n
end

function readers.date(_, word, context) return dates.read(word, context) end

function readers.time(_, word, context)
	local day, hour, minute = text.fold(word):match "^(.-)[T ]%s*(%d%d?):(%d%d)$"
	if not day or tonumber(hour) > 23 or tonumber(minute) > 59 then return wrong("value.time", { value = word }) end
	local date, why = dates.read(day, context)
	if not date then return nil, why end
	return ("%sT%02d:%s"):format(date, hour, minute)
end

local truths = { ["是"] = true, ["有"] = true, ["对"] = true, yes = true, y = true, ["true"] = true, ["1"] = true, ["√"] = true,
	["否"] = false, ["无"] = false, ["不"] = false, no = false, n = false, ["false"] = false, ["0"] = false, ["×"] = false }
function readers.bool(_, word)
	local truth = truths[text.fold(word):lower()]
	if truth == nil then return wrong("value.bool", { value = word }) end
	return truth
end

local function compact(word) return (text.fold(word):upper():gsub("[%s-]", "")) end

function readers.idno(field, word)
	local number = compact(word)
	local problem = values.check(field, number)
	if problem then return nil, problem end
	return number
end
readers.uscc = readers.idno

function readers.phone(_, word) return (trim(text.fold(word)):gsub("%s+", " ")) end
function readers.email(_, word) return trim(text.fold(word)) end
readers.url = readers.email

-- 甲、乙；丙
local function items(word)
	local list = {}
	for item in (word:gsub("[、，；]", function(c) return c end)):gsub("、", ","):gsub("，", ","):gsub("；", ",")
		:gsub("[;\n]", ","):gmatch "[^,]+" do
		if trim(item) ~= "" then list[#list + 1] = trim(item) end
	end
	return list
end

function readers.set(field, word)
	local list = items(word)
	if not field.values then return list end
	for i, item in ipairs(list) do
		local code, why = choice(field, item)
		if not code then return nil, why end
		list[i] = code
	end
	return list
end
function readers.tags(_, word) return items(word) end

local function reference(field, word, context)
	if not context.resolve then return wrong("value.ref", { value = word }) end
	return context.resolve(field.ref, word)
end
readers.ref = reference

function readers.refs(field, word, context)
	local list = {}
	for i, item in ipairs(items(word)) do
		local ref, why = reference(field, item, context)
		if not ref then return nil, why end
		list[i] = ref
	end
	return list
end

function readers.file(_, word, context)
	if not context.blob then return wrong("value.file", { value = word }) end
	return context.blob(word)
end

function readers.files(_, word, context)
	local list = {}
	for path in word:gmatch "[^;\n]+" do
		local file, why = readers.file(nil, trim(path), context)
		if not file then return nil, why end
		list[#list + 1] = file
	end
	return list
end

-- 张三|办公室: the cells in the order of the declaration; or 姓名=张三|处室=办公室
local function row(field, line, context)
	local out, n = {}, 0
	for cell in (line:gsub("｜", "|") .. "|"):gmatch "([^|]*)|" do
		n = n + 1
		local name, rest = cell:match "^%s*([^=%s]+)%s*=(.*)$"
		local sub = name and value_check.cell(field, name)
		if not sub then sub, rest = field.rows[n], cell end
		if not sub then return wrong("value.cells", { n = #field.rows }) end
		local value, why = values.read(sub, rest, context)
		if why then return nil, ("%s: %s"):format(say.choose(sub.label), why) end
		out[sub.key] = value
	end
	return out
end

function readers.rows(field, word, context)
	local list = {}
	for line in (word:gsub("；", ";")):gmatch "[^;\n]+" do
		if trim(line) ~= "" then
			local entry, why = row(field, trim(line), context)
			if not entry then return nil, why end
			list[#list + 1] = entry
		end
	end
	return list
end

function values.read(field, word, context)
	local reader = readers[field.type]
	if field.calc or not reader then return wrong "value.calc" end
	if not utf8.len(word) then return wrong "value.utf8" end
	if field.type ~= "para" then word = trim(word) end
	if word == "" then return nil end
	local value, why = reader(field, word, context or {})
	if value == nil then return nil, why end
	why = values.check(field, value)
	if why then return nil, why end
	return value
end

-- --- showing

local function label_of(field, code)
	for _, entry in ipairs(field.values or {}) do
		if entry.code == code then return say.choose(entry.label or code) end
	end
	return tostring(code)
end

local function joined(list, show)
	local out = {}
	for i, item in ipairs(list) do out[i] = show(item) end
	return table.concat(out, say.language == "zh" and "、" or ", ")
end

local function shown_row(field, entry, context)
	local cells = {}
	for _, sub in ipairs(field.rows) do
		if entry[sub.key] ~= nil then cells[#cells + 1] = values.show(sub, entry[sub.key], context) end
	end
	return table.concat(cells, " | ")
end

function values.show(field, value, context)
	if value == nil then return "" end
	if type(value) == "table" and value["$v"] then return values.hidden end
	if type(value) == "table" and value["$erased"] then return say.text "record.erased" end
	local kind = field.type
	local function named(ref) return context and context.named and context.named(ref) or ref.rid end
	if kind == "enum" or kind == "codes" then return label_of(field, value) end
	if kind == "money" and math.type(value) == "integer" then return numbers.yuan(value) end
	if kind == "bool" then return say.text(value and "record.yes" or "record.no") end
	if kind == "time" and type(value) == "string" then return (value:sub(1, 16):gsub("T", " ")) end
	if type(value) ~= "table" then return tostring(value) end
	if kind == "ref" then return named(value) end
	if kind == "refs" then return joined(value, named) end
	if kind == "set" or kind == "tags" then return joined(value, function(item) return label_of(field, item) end) end
	if kind == "file" then return value.name or "" end
	if kind == "files" then return joined(value, function(file) return file.name or "" end) end
	if kind == "rows" then
		local lines = {}
		for i, entry in ipairs(value) do lines[i] = shown_row(field, entry, context) end
		return table.concat(lines, "; ")
	end
	return ""
end

return values
