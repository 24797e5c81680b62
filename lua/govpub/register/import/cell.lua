--[[
One cell of a ledger as the value of a field.

  cell.reader(values, context, own) → read
      values   govpub.register.values; context what its read() takes
      own      { [field key] = { [text as written] = code } } of a saved mapping
  read(field, raw, sheet_name) → value
      nil                    the cell says that there is nothing: "/", "—", "无" where a date or number is due
      nil, message, proposal what is wrong with it; `proposal` is what it may mean, { text, value }, to be accepted by a person
      value, nil, nil, rest  text that the value leaves out, as the time of day behind a date; it belongs into a note
  cell.date(text) → "2023-04-20", nil, rest | nil, "no-date"|"no-such-day"|"no-year"
--]]
local say = require "govpub.say"
local words = require "govpub.register.import.words"

local cell = {}

local ERRORS = { ["#REF!"] = true, ["#N/A"] = true, ["#DIV/0!"] = true, ["#VALUE!"] = true, ["#NAME?"] = true, ["#NUM!"] = true,
	["#NULL!"] = true, ["#SPILL!"] = true, ["#CALC!"] = true }
local NOTHING = { ["/"] = true, ["-"] = true, ["—"] = true, ["——"] = true, ["--"] = true, ["\\"] = true, ["无"] = true,
	["n/a"] = true, ["／"] = true, ["－"] = true, ["未填"] = true, ["暂无"] = true }
local LONGEST_NOTHING = 12 -- bytes, with spaces around
local FREE = { text = true, para = true } -- types in which every text is itself
local SERIAL_MIN, SERIAL_MAX = 18264, 73050 -- 1950-01-01 and 2099-12-31 as day numbers of a workbook
local EXACT_DIGITS = 15 -- of a number in a workbook
local LENGTH = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

-- --- dates

local function is_leap(year) return year % 4 == 0 and year % 100 ~= 0 or year % 400 == 0 end

local function of_parts(year, month, day)
	year, month, day = tonumber(year), tonumber(month), tonumber(day)
	if year < 1900 or year > 2099 then return nil, "no-date" end
	if month < 1 or month > 12 or day < 1 or day > (month == 2 and is_leap(year) and 29 or LENGTH[month]) then
		return nil, "no-such-day"
	end
	return ("%04d-%02d-%02d"):format(year, month, day)
end

local HAN = { ["〇"] = 0, ["零"] = 0, ["○"] = 0, ["Ｏ"] = 0, ["一"] = 1, ["二"] = 2, ["三"] = 3, ["四"] = 4, ["五"] = 5, ["六"] = 6,
	["七"] = 7, ["八"] = 8, ["九"] = 9 }

-- 二〇二三 digit by digit; 十, 十二, 二十, 三十一
local function han_number(text)
	local digits, ten, n = "", false, 0
	for c in text:gmatch(utf8.charpattern) do
		if c == "十" then
			if ten then return nil end
			ten, n, digits = true, digits == "" and 10 or tonumber(digits) * 10, ""
		elseif HAN[c] then
			digits = digits .. HAN[c]
		else
			return nil
		end
	end
	return ten and n + (tonumber(digits) or 0) or tonumber(digits)
end

local function of_han(text)
	local year, month, day, rest = text:match "^(.-)年(.-)月(.-)日(.*)$"
	year, month, day = year and han_number(year), month and han_number(month), day and han_number(day)
	if not (year and month and day) then return nil end
	return year, month, day, rest
end

local function days_of(serial)
	local days = serial // 1 - 25569 -- since 1970-01-01
	-- the era begins on a first of March, so that a leap day is the last of its year
	local z = days + 719468
	local era = z // 146097
	local of_era = z - era * 146097
	local year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
	local of_year = of_era - (365 * year + year // 4 - year // 100)
	local month = (5 * of_year + 2) // 153
	local day = of_year - (153 * month + 2) // 5 + 1
	month = month < 10 and month + 3 or month - 9
	return ("%04d-%02d-%02d"):format((year + era * 400 + (month <= 2 and 1 or 0)) // 1, month // 1, day // 1)
end

local function clock_of(rest)
	rest = rest:gsub("^ ?日", ""):gsub("^ ?号", ""):match "^[T ]*(.-)%s*$"
	if rest == "" or rest:find "^0?0:00$" or rest:find "^0?0:00:00%.?0*$" then return nil end
	return rest
end

local PATTERNS = { "^(%d%d%d%d)%-(%d%d?)%-(%d%d?)(.*)$", "^(%d%d%d%d)/(%d%d?)/(%d%d?)(.*)$",
	"^(%d%d%d%d)%.(%d%d?)%.(%d%d?)%.?(.*)$", "^(%d%d%d%d) ?年 ?(%d%d?) ?月 ?(%d%d?)(.*)$",
	"^(%d%d%d%d)、(%d%d?)、(%d%d?)(.*)$", "^(%d%d%d%d)(%d%d)(%d%d)(.*)$" }

function cell.date(text)
	text = words.fold(text)
	for _, pattern in ipairs(PATTERNS) do
		local year, month, day, rest = text:match(pattern)
		if year and not rest:find "^%d" then
			local date, why = of_parts(year, month, day)
			return date, why, date and clock_of(rest)
		end
	end
	local year, month, day, rest = of_han(text)
	if year then
		local date, why = of_parts(year, month, day)
		return date, why, date and clock_of(rest)
	end
	if text:find "^%d%d?%.%d%d?%.?$" or text:find "^%d%d?/%d%d?$" or text:find "^%d%d?%-%d%d?$"
		or text:find "^%d%d?月%d%d?" or text:find "^%d%d[./-]%d%d?[./-]%d%d?$" then
		return nil, "no-year"
	end
	return nil, "no-date"
end

local REASONS = { ["no-date"] = "import.no-date", ["no-such-day"] = "import.no-such-day", ["no-year"] = "import.no-year" }

local function read_date(field, raw, sheet_name)
	if type(raw) == "number" then
		if raw >= SERIAL_MIN and raw <= SERIAL_MAX and field.type == "date" then return days_of(raw) end
		if math.type(raw) ~= "integer" then return nil, say.text("import.no-date", { value = words.text(raw) }) end
	end
	local text = words.text(raw)
	local date, why, rest = cell.date(text)
	if date and field.type == "time" then
		local hour, minute = (rest or ""):match "^(%d%d?):(%d%d)"
		if not rest then return date .. "T00:00" end
		if hour and tonumber(hour) < 24 and tonumber(minute) < 60 then
			return ("%sT%02d:%s"):format(date, hour, minute)
		end
		return nil, say.text("import.bad-time", { value = text })
	end
	if date then return date, nil, nil, rest and text end
	local year = why == "no-year" and (sheet_name or ""):match "20%d%d"
	local month, day = words.fold(text):match "^(%d%d?)%D+(%d%d?)%D*$"
	local proposal = year and month and of_parts(year, month, day)
	return nil, say.text(REASONS[why], { value = text }), proposal and { text = proposal, value = proposal }
end

-- --- one of a list

local function choices(field)
	local by, labels, code_of = {}, {}, {}
	for _, entry in ipairs(field.values or {}) do
		for _, label in pairs(entry.label or {}) do
			by[words.plain(label)] = entry.code
			if not code_of[label] then
				labels[#labels + 1] = label
				code_of[label] = entry.code
			end
		end
	end
	for _, entry in ipairs(field.values or {}) do -- what ledgers call it besides
		for _, word in ipairs(entry.alias or {}) do
			local plain = words.plain(word)
			by[plain] = by[plain] or entry.code
		end
	end
	for _, entry in ipairs(field.values or {}) do -- a code is itself, whatever a label says
		by[words.fold(entry.code):lower()] = entry.code
	end
	return { by = by, labels = labels, code_of = code_of }
end

-- "2部分公开", "2 部分公开": the code in front of its label
local function code_and_label(known, text)
	local code, label = words.fold(text):match "^([%w.]+)[ 、.:-]*(.+)$"
	local of_label = label and known.by[words.plain(label)]
	return of_label and known.by[code:lower()] == of_label and of_label
end

local function read_choice(field, known, own, raw)
	local text = words.text(raw)
	local fold = words.fold(text)
	local code = own and (own[text] or own[fold]) or known.by[fold:lower()] or known.by[words.plain(text)]
		or code_and_label(known, text)
	if code and code ~= "" then return code end
	local near = words.near(text, known.labels)
	return nil, say.text("import.no-choice", { value = text, field = say.choose(field.label) }),
		near and { text = near, value = known.code_of[near] }
end

-- --- the rest

local function text_of(field, raw)
	local text = words.text(raw)
	if field.type == "para" then return (text:gsub("\r\n?", "\n")) end
	if FREE[field.type] then
		local broken = text:find("\n", 1, true) or text:find("\r", 1, true)
		return broken and text:gsub("%s*[\r\n]+%s*", " ") or text
	end
	return words.fold(text)
end

-- What a JSON file has in place of a cell: the value itself.
local function of_table(values, field, raw)
	local why = values.check(field, raw)
	if why then return nil, why end
	return raw
end

local function is_rounded(field, raw)
	return not FREE[field.type] and field.type ~= "money" and type(raw) == "number"
		and #("%.0f"):format(math.abs(raw)) > EXACT_DIGITS
end

local function read(state, field, raw, sheet_name)
	if type(raw) == "table" then return of_table(state.values, field, raw) end
	if type(raw) == "string" and raw:find "^%s*#" and ERRORS[words.fold(raw)] then return nil, say.text("import.error-cell", { value = raw }) end
	if not FREE[field.type] and type(raw) == "string" and #raw <= LONGEST_NOTHING and NOTHING[words.fold(raw):lower()]
		and not (field.type == "bool" and raw == "无") then
		return nil
	end
	if is_rounded(field, raw) then return nil, say.text "import.rounded" end
	if field.type == "date" or field.type == "time" then return read_date(field, raw, sheet_name) end
	if field.values and (field.type == "enum" or field.type == "codes") then
		local known = state.known[field]
		if not known then
			known = choices(field)
			state.known[field] = known
		end
		return read_choice(field, known, state.own[field.key], raw)
	end
	local value, why = state.values.read(field, text_of(field, raw), state.context)
	if value == nil then return nil, why or say.text("import.no-value", { value = words.text(raw) }) end
	return value
end

local LISTS = { rows = true, refs = true, set = true, tags = true } -- values that are no text

-- Ledgers say the same again and again: what was read is kept by text.
local function reader_of_same(state, field)
	local of_sheet = {}
	return function(raw, sheet_name)
		if type(raw) == "table" then return read(state, field, raw, sheet_name) end
		local memo = of_sheet[sheet_name or ""]
		if not memo then
			memo = {}
			of_sheet[sheet_name or ""] = memo
		end
		local known = memo[raw]
		if not known then
			known = table.pack(read(state, field, raw, sheet_name))
			memo[raw] = known
		end
		return known[1], known[2], known[3], known[4]
	end
end

function cell.reader(values, context, own)
	local state = { values = values, context = context, own = own or {}, known = {} }
	local readers = {}
	return function(field, raw, sheet_name)
		local reader = readers[field]
		if not reader then
			reader = (FREE[field.type] or LISTS[field.type]) and function(...) return read(state, field, ...) end
				or reader_of_same(state, field)
			readers[field] = reader
		end
		return reader(raw, sheet_name)
	end
end

return cell
