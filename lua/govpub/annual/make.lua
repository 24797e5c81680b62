--[[
annual-report make: the report of a year from figures and texts, or (--template) the empty forms to fill.
--]]
local document = require "govpub.document"
local file = require "govpub.file"
local findings = require "govpub.annual.findings"
local folder = require "govpub.folder"
local input = require "govpub.annual.input"
local say = require "govpub.say"

local make = {}

local SAMPLE = "templates/annual-report.docx" -- an office's own Word file, whose look reports take

-- An empty form never takes the place of one that was filled.
local function new_path(path)
	if folder.exists(path) then say.fail("denied", "%s: exists already; nothing was changed", path) end
	return path
end

local function make_folder(path)
	local made = ""
	for part in path:gmatch "[^/]+" do
		made = made .. (made == "" and path:sub(1, 1) ~= "/" and "" or "/") .. part
		require("lfs").mkdir(made) -- one that fails is seen when the file is written
	end
end

function make.template(forms, form, where, format)
	local other = forms:figures_of(form, where.year)
	if other ~= form then say.fail("usage", "%s takes the figures of %s; fill those in", form.id, other.id) end
	local ask = { year = where.year, agency = where.agency, language = say.language }
	local empty = forms:call(form, "template", ask)
	local into = where.dir and input.folder(where.dir, where.year) or "."
	local figures = new_path(folder.join(into, form.id .. (format == "json" and ".json" or ".xlsx")))
	local text = empty.text and new_path(folder.join(into, form.id .. ".md"))
	make_folder(into)
	if format == "json" then
		local f = { form = form.id, year = where.year, agency = where.agency, cells = {}, texts = {} }
		file.write(figures, forms:call(form, "export", { report = f, empty = true }).text .. "\n")
	else
		document.write("xlsx", figures, empty.document)
	end
	say.line("report.figures", { path = figures })
	if text then
		file.write(text, empty.text)
		say.line("report.template-text", { path = text })
	end
	say.line("report.template-next", { year = where.year, form = forms.option(form) })
end

local function default_name(doc, format)
	local name = say.shown({ title = doc.title }).title:gsub("[/\\%c]", "_") .. "." .. format
	if folder.exists(name) then
		say.fail("denied", "%s: exists already; name the file with -o to replace it", name)
	end
	return name
end

local function sample_of(where)
	local path = where.sample
	if not path and where.dir then
		path = folder.join(where.dir, SAMPLE)
		if not folder.exists(path) then return nil end
	end
	if path then return input.bytes(path), path end
end

local function facts_of(f, where)
	return { site = f.site or where.site, contact = f.contact }
end

local function write(forms, form, f, where)
	local format, facts = where.format, facts_of(f, where)
	local doc = forms:call(form, "render", { report = f, draft = where.draft, language = say.language, facts = facts,
		date = format == "docx" and (f.published or where.today) or nil, -- a letter to be signed bears a date
		footer = form.overrides and say.text("report.overridden", { path = form.path }) or nil })
	local path = where.out or default_name(doc, format)
	if format == "json" or format == "csv" then
		local out = forms:call(form, "export", { report = f, facts = facts })
		local bytes = format == "json" and out.text .. "\n" or document.csv(out.rows)
		if path == "-" then io.write(bytes) else file.write(path, bytes) end
	else
		if format == "docx" then
			document.write(format, path, doc, sample_of(where))
		else
			document.write(format, path, doc)
		end
	end
	return path
end

-- The files that the errors are in: the figures, the text or both.
local function concerned(list, paths)
	local figures, text
	for _, one in ipairs(list) do
		if one.severity == "error" then
			local in_text = #(one.cells or {}) == 0 and #(one.at or {}) == 0
			if paths[2] and in_text then text = paths[2] else figures = paths[1] end
		end
	end
	return figures and text and figures .. (say.language == "zh" and "、" or ", ") .. text or figures or text
end

local function last_of(forms, form, where)
	if where.last then return input.last(forms, form, where.year, where.last) end
	for _, other in ipairs(where.dir and forms:before(form, where.year) or {}) do
		local last = input.own(forms, other, { dir = where.dir, year = where.year - 1 })
		if last then return last end
	end
end

--[[
where = { dir, year, agency, site, figures, text, last, format, out, draft, sample, today }. A report with an error is not
written unless it is a draft.
--]]
function make.report(forms, form, where)
	local f, paths = input.own(forms, form, where)
	if not f then
		say.fail("notfound", "no figures for %d; 'govpub annual-report make --template %d%s' writes the form to fill, --figures names a file",
			where.year, where.year, forms.option(forms:figures_of(form, where.year)))
	end
	f.agency = f.agency or where.agency
	if not f.agency then say.fail("usage", "whose report is it? Name the organ in the figures, or in office.lua") end
	if f.agency:find("某某", 1, true) and not where.draft then
		say.fail("usage", "'%s' is the name of nobody: put the organ's own in %s, and in office.lua", f.agency, paths[1])
	end
	local list = forms:call(form, "check", { report = f, last = last_of(forms, form, where), today = where.today,
		language = say.language, facts = facts_of(f, where) })
	findings.print(list, io.stderr)
	if findings.count(list, "error") > 0 and not where.draft then
		io.stderr:write(say.text("report.not-written", { found = findings.summary(list),
			path = concerned(list, paths) }), "\n")
		return 1
	end
	local path = write(forms, form, f, where)
	if path ~= "-" then say.line("report.written", { path = path, found = findings.summary(list) }) end
	return findings.status(list, "error")
end

return make
