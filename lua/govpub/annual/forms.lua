--[[
The forms of reports at hand, and which one a year takes.

  local forms <close> = forms.open(dir)   dir: the office's folder, or nil
  forms:all()                  { { id, path, shipped, overrides, asks, pack or nil, declared or nil, broken or nil }, … } by id
  forms.unused                 such of packs whose names are taken: problem says by what
  forms:named(id)              that one, also as PACK/ID; ends the verb when it is not there or broken
  forms:of_year(year, series)  the form that a year takes: an office's own before a pack's before a shipped one; one of a
                               pack that is not trusted has to be named
  forms:before(form, year)     the forms that last year's report may be in: this one if it takes that year, then others of
                               its series, an office's own first
  forms:figures_of(form, year) the form that its figures are filled in
  forms.option(form)           how it is named on the command line, for messages: " --form ID" or ""
  forms:call(form, name, ask)  a function of the generator (lua/report/init.lua)
--]]
local packs = require "govpub.declared.packs"
local reports = require "govpub.reports"
local say = require "govpub.say"

local forms = {}
forms.__index = forms
forms.__close = function(self) self.reports:close() end

function forms.open(dir)
	local opened = reports.open(dir)
	local list, unused = opened:list()
	return setmetatable({ reports = opened, list = list, unused = unused }, forms)
end

local function declare(self, form)
	if form.declared or form.broken then return form end
	form.declared, form.broken = self.reports:declared(form.id)
	return form
end

function forms:all()
	for _, form in ipairs(self.list) do declare(self, form) end
	return self.list
end

function forms:named(id)
	local ids = {}
	for _, form in ipairs(self.list) do
		if form.id == id or form.pack and form.pack.name .. "/" .. form.id == id then
			if declare(self, form).broken then say.fail(form.problem and "conflict" or "script", "%s", form.broken) end
			if form.asks then packs.warn { form } end
			return form
		end
		ids[#ids + 1] = form.id
	end
	say.fail("notfound", "there is no form '%s'; there are: %s", id, table.concat(ids, " "))
end

local function fits(declared, year, series)
	local years = declared.years
	return declared.series == series and year >= years[1] and (not years[2] or year <= years[2])
end

-- 1: an office's own, 2: of a pack, 3: shipped
local function rank(form) return form.shipped and 3 or form.pack and 2 or 1 end

function forms:of_year(year, series)
	local ranks = { {}, {}, {} }
	for _, form in ipairs(self:all()) do
		if form.declared and not form.asks and fits(form.declared, year, series) then
			table.insert(ranks[rank(form)], form)
		elseif form.broken and not form.asks then
			say.fail(form.problem and "conflict" or "script", "%s", form.broken) -- it might have been the one
		end
	end
	local list = ranks[1][1] and ranks[1] or ranks[2][1] and ranks[2] or ranks[3]
	if #list == 0 then say.fail("notfound", "no form is known for the year %d; 'govpub annual-report list' shows them", year) end
	if #list > 1 then
		say.fail("usage", "several forms take the year %d; name one with --form: %s or %s", year, list[1].id, list[2].id)
	end
	return list[1]
end

function forms:before(form, year)
	local same, ranks = {}, { {}, {}, {} }
	for _, other in ipairs(self:all()) do
		if other.declared and (other == form or not other.asks)
			and fits(other.declared, year - 1, form.declared.figures or form.declared.series) then
			table.insert(other == form and same or ranks[rank(other)], other)
		end
	end
	for _, list in ipairs(ranks) do table.move(list, 1, #list, #same + 1, same) end
	return same
end

-- The form whose figures it takes: its own, or that of a series.
function forms:figures_of(form, year)
	local series = form.declared.figures
	return series and self:of_year(year, series) or form
end

-- What chooses it on the command line: nothing where it is the one that the year takes by itself.
function forms.option(form)
	return form.declared.series == "foi" and form.shipped and "" or " --form " .. form.id
end

function forms:call(form, name, ask)
	return self.reports:call(form.id, name, ask)
end

return forms
