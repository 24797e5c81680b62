--[[
The rest of a register: checks, hints, views, print, import, report, public, roles, rename, closed, number.

  parts.read(declared, d)   adds them to d; see lua/register/init.lua for the shapes
--]]
local fields = require "register.fields"
local hints = require "register.hints"
local people = require "register.people"
local place = require "register.place"
local shapes = require "register.shapes"
local wrong = place.wrong

local parts = {}

-- columns that every register has
local common = {}
for name in ("no state created_on closed_on rid rev void year"):gmatch "[%l_]+" do common[name] = true end

local function words_of(value, at)
	if type(value) ~= "string" then return place.list(value, at) end
	local list = {}
	for word in value:gmatch "[^%s,，、]+" do list[#list + 1] = word end
	return list
end

-- what a column may be: a field, a field of rows, a clock, or one that all have
local function columns(value, at, d)
	local list, more = words_of(value, at), {}
	for key in pairs(common) do more[key] = true end
	for key in pairs(d.clock) do more[key] = true end
	for i, path in ipairs(list) do fields.check_path(path, ("%s[%d]"):format(at, i), d.field, more) end
	return list
end

local readers = { hints = hints.read }

function readers.checks(list, at, d)
	local levels, seen = { error = true, warning = true, info = true }, {}
	d.functions.check = {}
	return place.list(list, at, function(item, spot)
		place.keys(item, spot, shapes.check)
		local check = { id = place.string(item[1], spot .. "[1]"), level = place.one(item[2], spot .. "[2]", levels) }
		if not check.id:find "^%l[%w_-]*$" then wrong(spot .. "[1]", "'%s': letters, digits, - and _ only", check.id) end
		place.once(seen, check.id, spot)
		d.functions.check[#d.functions.check + 1] = { id = check.id, fn = place.callable(item[3], spot .. "[3]") }
		if item.law ~= nil then check.law = place.string(item.law, spot .. ".law") end
		if item.title ~= nil then check.title = place.label(item.title, spot .. ".title") end
		if item.mark ~= nil then check.mark = place.one(item.mark, spot .. ".mark", { V = true, M = true, D = true }) end
		return check
	end)
end

function readers.views(list, at, d)
	local seen = {}
	return place.list(list, at, function(item, spot)
		place.keys(item, spot, shapes.view)
		local view = { key = place.key(item[1], spot .. "[1]"), label = place.label(item[2], spot .. "[2]") }
		place.once(seen, view.key, spot)
		if item.where ~= nil then view.where = place.string(item.where, spot .. ".where") end
		if item.cols ~= nil then view.cols = columns(item.cols, spot .. ".cols", d) end
		if item.sort ~= nil then
			view.sort = place.string(item.sort, spot .. ".sort")
			columns({ (view.sort:gsub("^%-", "")) }, spot .. ".sort", d)
		end
		return view
	end)
end

local function read_variants(list, at)
	local seen = {}
	return place.list(list, at, function(item, spot)
		place.keys(item, spot, shapes.variant)
		local variant = { key = place.key(item[1], spot .. "[1]"), label = place.label(item[2], spot .. "[2]") }
		place.once(seen, variant.key, spot)
		return variant
	end)
end

function readers.print(list, at, d)
	local seen = {}
	d.functions.print = {}
	return place.list(list, at, function(item, spot)
		place.keys(item, spot, shapes.form)
		local form = { key = place.key(item[1], spot .. "[1]"), label = place.label(item[2], spot .. "[2]") }
		place.once(seen, form.key, spot)
		if item.template ~= nil then
			form.template = place.string(item.template, spot .. ".template")
			if not form.template:find "^[^/\\.][^/\\]*%.%l+$" then wrong(spot .. ".template", "'%s' is no name of a file",
				form.template) end
		end
		if item.when ~= nil then
			form.when = place.names(item.when, spot .. ".when", function(key, inner) return place.one(key, inner,
				d.move) end)
		end
		if item.copies ~= nil then form.copies = place.integer(item.copies, spot .. ".copies", 1) end
		if item.variants ~= nil then form.variants = read_variants(item.variants, spot .. ".variants") end
		if item.values ~= nil then
			d.functions.print[form.key] = place.callable(item.values, spot .. ".values")
			form.values = true
		end
		return form
	end)
end

function readers.import(spec, at, d)
	place.keys(spec, at, shapes.import)
	local import = { state = spec.state and place.string(spec.state, at .. ".state"),
		skip = spec.skip and place.string(spec.skip, at .. ".skip") }
	if spec.key ~= nil then
		import.key = place.names(spec.key, at .. ".key", function(key, spot)
			return fields.check_path(key, spot, d.field, { no = true })
		end)
	end
	if spec.header ~= nil then
		import.header = {}
		place.keys(spec.header, at .. ".header", d.field)
		for key, aliases in pairs(spec.header) do
			import.header[key] = place.names(aliases, at .. ".header." .. key)
		end
	end
	if spec.header_rows ~= nil and spec.header_rows ~= "auto" then
		import.header_rows = place.integer(spec.header_rows, at .. ".header_rows", 1)
	end
	if spec.dates ~= nil then
		import.dates = {}
		place.keys(spec.dates, at .. ".dates", d.move)
		for move, field in pairs(spec.dates) do import.dates[move] = place.one(field, at .. ".dates." .. move, d.field) end
	end
	return import
end

local statistics = { count = shapes.count, sum = shapes.sum, list = shapes.list, crosstab = shapes.crosstab }

function readers.report(list, at, d)
	local seen = {}
	return place.list(list, at, function(item, spot)
		place.keys(item, spot, shapes.statistic)
		local spec = item[3]
		local allowed = type(spec) == "table" and statistics[spec.kind]
		if not allowed then wrong(spot .. "[3]", "is no statistic; there is: %s", place.words(statistics)) end
		local report = { key = place.key(item[1], spot .. "[1]"), label = place.label(item[2], spot .. "[2]"),
			kind = spec.kind,
			law = item.law and place.string(item.law, spot .. ".law") }
		place.once(seen, report.key, spot)
		for key, value in pairs(spec) do
			local at_key = spot .. "[3]." .. key
			if key ~= "kind" and not allowed[key] then wrong(at_key, "unknown key '%s'; allowed: %s", key,
				place.words(allowed)) end
			if key == "of" or key == "row" or key == "col" then
				fields.check_path(value, at_key, d.field, common)
			elseif key == "cols" then
				value = columns(value, at_key, d)
			elseif key ~= "total" and key ~= "kind" then
				place.string(value, at_key)
			end
			report[key] = value
		end
		if spec.kind == "crosstab" and not (spec.row and spec.col) then wrong(spot .. "[3]", "row and col are missing") end
		if spec.kind == "sum" and not spec.of then wrong(spot .. "[3]", "of is missing: the field that is added") end
		return report
	end)
end

function readers.public(spec, at, d)
	place.keys(spec, at, shapes.public)
	if spec.nothing then return nil end
	local public = { page = spec.page and place.string(spec.page, at .. ".page"),
		index = spec.index and place.string(spec.index, at .. ".index"),
		feed = spec.feed and true, json = spec.json and true }
	public.when = place.names(spec.when or {}, at .. ".when", function(key, spot) return place.one(key, spot, d.state) end)
	public.fields = columns(spec.fields or {}, at .. ".fields", d)
	if not public.when[1] or not public.fields[1] then wrong(at, "when and fields are both needed; or nothing = true") end
	for i, path in ipairs(public.fields) do
		local field = d.field[path:match "^[^.]+"]
		if field and (field.pii or field.secret) then wrong(("%s.fields[%d]"):format(at, i),
			"'%s' is personal and never public", path) end
	end
	return public
end

local function some(value, at, set)
	if value == "*" then return { "*" } end
	return place.names(value, at, function(key, spot) return place.one(key, spot, set) end)
end

function readers.roles(list, at, d)
	local seen = {}
	local seeable = {}
	for _, set in ipairs { d.field, d.private } do
		for key in pairs(set) do seeable[key] = true end
	end
	return place.list(list, at, function(item, spot)
		place.keys(item, spot, shapes.role)
		local role = { role = people.role(item[1], spot .. "[1]") }
		place.once(seen, role.role, spot)
		if item.moves ~= nil then role.moves = some(item.moves, spot .. ".moves", d.move) end
		if item.edit ~= nil then role.edit = some(item.edit, spot .. ".edit", d.field) end
		if item.see ~= nil then role.see = some(item.see, spot .. ".see", seeable) end
		return role
	end)
end

-- old = "new": the old one is gone, the new one is there
function readers.rename(spec, at, d)
	place.keys(spec, at, shapes.rename)
	local rename = {}
	for kind, set in pairs { state = d.state, field = d.field } do
		for old, new in pairs(spec[kind] or {}) do
			local spot = ("%s.%s.%s"):format(at, kind, tostring(old))
			if set[place.key(old, spot)] then wrong(spot, "'%s' is still there", old) end
			rename[kind] = rename[kind] or {}
			rename[kind][old] = place.one(new, spot, set)
		end
	end
	for field, codes in pairs(spec.value or {}) do
		local spot = at .. ".value." .. place.one(field, at .. ".value", d.field)
		rename.value = rename.value or {}
		rename.value[field] = {}
		local known = {}
		for _, value in ipairs(d.field[field].values or {}) do known[value.code] = true end
		for old, new in pairs(codes) do rename.value[field][place.string(old, spot)] = place.one(new, spot, known) end
	end
	return rename
end

function readers.closed(list, at, d)
	return place.names(list, at, function(key, spot) return place.one(key, spot, d.move) end)
end

function readers.assigns(key, at, d)
	return place.one(key, at, d.move)
end

function readers.number(template, at)
	local seen = {}
	for word in place.string(template, at):gmatch "{(.-)}" do
		local name = word:match "^%l+$" or word:match "^(seq):[1-9]$"
		if not name then wrong(at, "'{%s}': there is {office} {year} {month} {seq} {seq:4}", word) end
		place.one(name, at, { office = true, year = true, month = true, seq = true })
		seen[name] = true
	end
	if not seen.seq then wrong(at, "{seq} is missing: the running number") end
	return template
end

-- references that could not be judged before everything was there
local function check_late(d)
	for i, field in ipairs(d.fields) do
		local at, word = ("fields[%d].required"):format(i), field.required
		if type(word) == "string" then
			local move = word:match "^@(.+)$"
			place.one(move or word, at, move and d.move or d.state)
		end
	end
	local forms = {}
	for _, form in ipairs(d.print or {}) do
		forms[form.key], forms[form.label.zh] = form.key, form.key
	end
	for i, move in ipairs(d.moves) do
		for j, word in ipairs(move.print or {}) do
			move.print[j] = forms[place.one(word, ("moves[%d].print"):format(i), forms)]
		end
	end
	for i, move in ipairs(d.moves) do
		for _, key in ipairs(d.closed or {}) do
			if key == move.key then d.moves[i].closed = true end
		end
	end
end

local order = { "number", "checks", "hints", "views", "print", "import", "report", "public", "roles", "rename", "closed", "assigns" }

function parts.read(declared, d)
	for _, key in ipairs(order) do
		if declared[key] ~= nil then d[key] = readers[key](declared[key], key, d) end
	end
	check_late(d)
end

return parts
