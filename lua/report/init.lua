--[[
Report generators: a declaration goes in, a report that can do things comes out.

  local report = require "report"
  report.new(declaration)        checks the declaration (errors name the place and the key) and returns a copy with
                                 the functions below; a generator writes `return report { … }`
  report.extend(base, changes)   a new declaration, made from that of another report, which stays as it is:
                                 `return report(extend(require "foi-2021", { … }))`; see report.variant

Every function takes one map; what f is stands in report.read.
  form.template{year, agency, language}            { document, text }: the empty form to fill
  form.read{document|json|text, year, outside}     f
  form.merge{reports}                              f
  form.check{report, last, today, language}        findings
  form.render{report, draft, language, facts}      the report as a document
  form.export{report}                              { json, rows }
  form.cell{report, cell}                          all that is known of one cell
  form.status{report}                              what is filled and what is missing
  form.index()                                     its cells; see report.cells
A generator may declare render = function(ask, default) … end; default(ask) is the engine's.
--]]
local cells = require "report.cells"
local schema = require "report.schema"
local variant = require "report.variant"

local report = { extend = variant.extend }

-- function of a report → the module that gives it, as module.run(form, ask)
local parts = { "template", "read", "merge", "check", "render", "export", "cell", "status" }

-- Modules are loaded when they are first needed: listing the reports needs none of them.
local function bound(form, name)
	return function(ask)
		return require("report." .. name).run(form, ask or {})
	end
end

local function own_render(form, own)
	local default = bound(form, "render")
	return function(ask) return own(ask or {}, default, form) end
end

function report.new(declaration)
	schema.check(declaration)
	local form = schema.copy(declaration)
	form.checks = form.checks or {}
	local index = cells.index(form)
	function form.index() return index end -- a function: the program takes what is declared out of the jail, not this
	local own = form.render
	for _, name in ipairs(parts) do form[name] = bound(form, name) end
	if own then form.render = own_render(form, own) end
	form.declared_render = own
	return form
end

return report
