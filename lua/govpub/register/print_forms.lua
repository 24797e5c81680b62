--[[
The forms that a register prints, and where their templates are: those of the office before those that are shipped.

  forms.all(model)           { { key, label, copies, values, variants, moves = { move key, … } }, … }
  forms.named(model, word)   one of them, by its key or label, or a part of the label that no other has; ends the verb
                             when there is none, or several
  forms.path(world, model, form, variant)       the template's path, and whether it is shipped; nil: there is none
  forms.template(world, model, form, variant)   { path, kind, bytes, confirm }; ends the verb when there is none
      kind: as govpub.template has it; confirm: what the template's head says is still to be confirmed, or nil

An office has templates/NAME.docx, .html or .md, where NAME is what the declaration says, or the label of the variant
or of the form, or its keys (foi-reply-refused, foi-reply, reply).
--]]
local embed = require "govpub.embed"
local folder = require "govpub.folder"
local lfs = require "lfs"
local say = require "govpub.say"

local SHIPPED = "rules/registers/templates/"
local MAX_BYTES = 16 << 20
local endings = { ".docx", ".html", ".md" }
local kinds = { docx = "docx", html = "html", md = "markdown" }

local forms = {}

-- moves that name the form, and those that the form names
local function moves_of(model, form)
	local list, seen = {}, {}
	local function add(key)
		if not seen[key] then
			seen[key] = true
			list[#list + 1] = key
		end
	end
	for _, move in ipairs(model.decl.moves or {}) do
		for _, key in ipairs(move.print or {}) do
			if key == form.key then add(move.key) end
		end
	end
	for _, key in ipairs(form.when or {}) do add(key) end
	return list
end

function forms.all(model)
	local list = {}
	for i, form in ipairs(model.decl.print or {}) do
		list[i] = { key = form.key, label = form.label, template = form.template, copies = form.copies, values = form.values,
			variants = form.variants, moves = moves_of(model, form) }
	end
	return list
end

local function has_part(form, word)
	return word ~= "" and (form.label.zh:find(word, 1, true) or (form.label.en or ""):lower():find(word:lower(), 1, true)) ~= nil
end

local function names_of(list)
	local names = {}
	for i, form in ipairs(list) do names[i] = say.choose(form.label) end
	return table.concat(names, "、")
end

function forms.named(model, word)
	local list, like = forms.all(model), {}
	for _, form in ipairs(list) do
		if form.key == word or form.label.zh == word or (form.label.en or ""):lower() == word:lower() then return form end
		if has_part(form, word) then like[#like + 1] = form end
	end
	if #like == 1 then return like[1] end
	if not list[1] then say.fail("notfound", "register %s prints nothing", model.id) end
	if like[1] then say.fail("usage", "'%s' is part of several forms: %s", word, names_of(like)) end
	say.fail("notfound", "register %s has no form '%s'; it has: %s", model.id, word, names_of(list))
end

local function own(world, name)
	local path = folder.join(world.dir, "templates/" .. name)
	return lfs.attributes(path, "mode") == "file" and path or nil
end

-- the names that a file may have, the most special one first; those that are paths are none
local function stems(model, form, variant)
	local list = {}
	local function add(...)
		for _, stem in ipairs { ... } do
			if not stem:find "[/\\%c]" and stem:sub(1, 1) ~= "." then list[#list + 1] = stem end
		end
	end
	local whole = model.id .. "-" .. form.key
	if variant then add(variant.label.zh, whole .. "-" .. variant.key) end
	add(form.label.zh, whole, form.key)
	return list
end

local function shipped(name)
	return embed.list(SHIPPED .. name)[1] == SHIPPED .. name and SHIPPED .. name or nil
end

function forms.path(world, model, form, variant)
	if form.template then
		local path = own(world, form.template)
		if path then return path end
		return shipped(form.template), true
	end
	local names = stems(model, form, variant)
	for _, stem in ipairs(names) do
		for _, ending in ipairs(endings) do
			local path = own(world, stem .. ending)
			if path then return path end
		end
	end
	for _, stem in ipairs(names) do
		local path = shipped(stem .. ".md")
		if path then return path, true end
	end
end

local function read(path)
	local file, why = io.open(path, "rb")
	if not file then say.fail("io", "%s", why) end
	local bytes = file:read(MAX_BYTES + 1) or ""
	file:close()
	if #bytes > MAX_BYTES then say.fail("usage", "%s: too large for a template", path) end
	return bytes
end

-- <!-- … --> at the very beginning is for those who look after the template
local function without_head(bytes)
	local head, rest = bytes:gsub("^\u{FEFF}", ""):match "^%s*<!%-%-(.-)%-%->[ \t\r]*\n?(.*)$"
	if not head then return bytes end
	return rest, head:match "待确认：([^\n]*)"
end

function forms.template(world, model, form, variant)
	local path, is_shipped = forms.path(world, model, form, variant)
	if not path then
		say.fail("notfound", "there is no template for '%s'; put one into %s", say.choose(form.label),
			folder.join(world.dir, "templates/" .. (form.template or form.label.zh .. ".docx")))
	end
	local template = { path = path, kind = kinds[path:match "%.(%l+)$"] }
	if not template.kind then say.fail("usage", "%s: a template is a file in .docx, .html or .md", path) end
	template.bytes = is_shipped and embed.read(path) or read(path)
	if template.kind == "markdown" then template.bytes, template.confirm = without_head(template.bytes) end
	return template
end

return forms
