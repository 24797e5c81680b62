--[[
What a report is made of and compared with: files and addresses as reports (f of lua/report/read.lua).

  input.report(forms, form, name, ask)   reads a file or an address; ask: more for the generator's read()
  input.last(forms, form, year, name)    last year's report for that of `year` in `form`, read by the form of its own year
  input.bytes(name)                      its bytes, and the charset that a server named
  input.own(forms, form, where)          the figures and texts of an office for a year, merged; the paths that were read
      where = { dir, year, figures, text }: the office's folder (or nil), and files that were named instead
  input.folder(dir, year)                where an office keeps them: DIR/annual-report/YEAR
--]]
local document = require "govpub.document"
local folder = require "govpub.folder"
local json = require "govpub.json"
local say = require "govpub.say"

local input = {}

local FILE_MAX = 64 << 20 -- bytes; what reads them has limits of its own

local function read_file(path)
	local f, _, errno = io.open(path, "rb")
	if not f and errno == 2 then say.fail("notfound", "%s: there is no such file", path) end
	if not f then say.fail_system(errno, "%s", path) end
	local bytes, _, failed = f:read(FILE_MAX + 1)
	f:close()
	if failed then say.fail_system(failed, "%s", path) end
	if bytes and #bytes > FILE_MAX then say.fail("usage", "%s: the file is larger than 64 MiB", path) end
	return bytes or ""
end

function input.bytes(name)
	if name:find "^https?://" then
		local page = require("govpub.web").get(name)
		return page.body, page.charset
	end
	return read_file(name), ""
end

local function decode(name, bytes)
	local value, why = json.decode((bytes:gsub("^\xef\xbb\xbf", "")))
	if type(value) ~= "table" then say.fail("usage", "%s: this is no JSON: %s", name, why or "") end
	return value
end

function input.report(forms, form, name, ask)
	local bytes, charset = input.bytes(name)
	ask = ask or {}
	if bytes:find "^\xef?\xbb?\xbf?%s*{" then
		ask.json = decode(name, bytes)
	elseif ask.narrative then
		ask.text = document.read(bytes, name, charset)
	else
		ask.document = document.read(bytes, name, charset)
	end
	return forms:call(form, "read", ask)
end

function input.last(forms, form, year, name)
	local own = year and forms:before(form, year)[1] or form
	return input.report(forms, own, name, { outside = true, year = year and year - 1 })
end

function input.folder(dir, year)
	return folder.join(dir, ("annual-report/%d"):format(year))
end

-- The one of FORM.xlsx and FORM.json that is there.
local function find_figures(where, id)
	local found
	for _, suffix in ipairs { ".xlsx", ".json" } do
		local path = folder.join(input.folder(where.dir, where.year), id .. suffix)
		if folder.exists(path) then
			if found then say.fail("usage", "%s and %s are both there; name one with --figures", found, path) end
			found = path
		end
	end
	return found
end

function input.own(forms, form, where)
	local figures, text, read, paths = where.figures, where.text, {}, {}
	if where.dir then
		local id = forms:figures_of(form, where.year).id
		figures = figures or find_figures(where, id)
		local path = folder.join(input.folder(where.dir, where.year), id .. ".md")
		if not text and folder.exists(path) then text = path end
	end
	if not figures then return nil, paths end
	local function take(path, narrative)
		local f = input.report(forms, form, path, { year = where.year, outside = false, narrative = narrative })
		if f.year and f.year ~= where.year then
			say.fail("usage", "%s: this is of the year %d, not of %d", path, f.year, where.year)
		end
		read[#read + 1], paths[#paths + 1] = f, path
	end
	take(figures)
	if text then take(text, true) end
	local f = #read == 2 and forms:call(form, "merge", { reports = read }) or read[1]
	f.year = where.year
	return f, paths
end

return input
