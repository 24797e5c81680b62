--[[
What a note tells of a link check: the few things that somebody has to do something about.

  summary.read(file, name, office)   a report of check-links --since last as JSON or JSON Lines; `name` stands in
                                     errors, `office` is govpub.office.read()'s table or nil
  summary.anything(s)                whether somebody has to be told

The summary is what --form json sends, see govpub-notify(1):

  { schema = 1, event = "changed", office, run = { seed, started, seconds, state }, counts, first, new, fixed, still,
    problems = { { kind = "link" or "finding", … }, … }, fixed_links = { url, … } }

Lists are cut at summary.LISTED, texts at TEXT_MAX bytes: addresses and words in a report come from other people's
pages. What is missing is json.null.
--]]
local cjson = require "cjson"
local json = require "govpub.json"
local say = require "govpub.say"

local summary = { LISTED = 20 }

local TEXT_MAX = 2000
local LINE_MAX = 64 << 20
local worth = { veto = true, deduct = true, error = true } -- severities of findings, as --fail-on error counts them
local rank = { danger = 1, broken = 2 }

-- a string, not too long, or null
local function text(v)
	if type(v) ~= "string" or not utf8.len(v) then return json.null end
	if #v <= TEXT_MAX then return v end
	return v:sub(1, utf8.offset(v, 0, TEXT_MAX + 1) - 1) .. "…"
end

local function number(v)
	return math.type(v) == "integer" and v or math.type(v) == "float" and v == math.floor(v) and math.floor(v) or 0
end

-- the column that the address of a page belongs to: the longest path wins
local function column_of(office, url)
	local path = type(url) == "string" and url:match("^%a+://[^/]*(/[^?#]*)")
	local best
	for _, column in ipairs(path and office and office.columns or {}) do
		if path:sub(1, #column.path) == column.path and (not best or #column.path > #best.path) then best = column end
	end
	return best or {}
end

local function place(problem, office, where)
	local column = column_of(office, where.url)
	problem.page, problem.line = text(where.url), where.line and number(where.line) or json.null
	problem.column, problem.owner = text(column.name), text(column.owner ~= "" and column.owner or nil)
	return problem
end

-- the worst first, then those on most pages
local function before(a, b)
	local x, y = rank[a.verdict] or 3, rank[b.verdict] or 3
	if x ~= y then return x < y end
	if a.pages_total ~= b.pages_total then return a.pages_total > b.pages_total end
	return a.order < b.order
end

-- keeps the first ones of a list that may be long
local function keep(list, problem)
	list.count = list.count + 1
	problem.order = list.count
	list[#list + 1] = problem
	if #list >= 4 * summary.LISTED then
		table.sort(list, before)
		for i = #list, summary.LISTED + 1, -1 do list[i] = nil end
	end
end

local function finish(list)
	table.sort(list, before)
	local cut = table.move(list, 1, math.min(#list, summary.LISTED), 1, {})
	for _, problem in ipairs(cut) do problem.order = nil end
	return cut
end

-- --- the lines of a report

local function take_link(state, link)
	if link.broken ~= true then return end
	local fresh = link.change == "new" or link.change == "other" and link.verdict == "danger"
	if not fresh and link.change ~= json.null then return end -- null: as it was, or nothing was before
	local at = type(link.pages) == "table" and type(link.pages[1]) == "table" and link.pages[1] or {}
	keep(fresh and state.new or state.unmarked, place({ kind = "link", url = text(link.url),
		verdict = text(link.verdict), cause = text(link.cause), message = text(link.message), fix = text(link.fix),
		pages_total = number(link.pages_total) }, state.office, at))
end

local function take_finding(state, finding)
	if not worth[finding.severity] then return end
	local where = type(finding.where) == "table" and finding.where or {}
	keep(state.new, place({ kind = "finding", rule = text(finding.rule), severity = text(finding.severity),
		message = text(finding.message), fix = text(finding.fix), pages_total = 1 }, state.office, where))
end

local function take_end(state, report)
	for _, link in ipairs(report.links or {}) do take_link(state, link) end
	for _, finding in ipairs(report.findings or {}) do take_finding(state, finding) end
	state.report = report
end

local function take_line(state, line)
	local known, object = pcall(cjson.decode, line)
	if not known or type(object) ~= "table" then return false end
	if object.partial == true then return true end
	if object.schema == 1 and type(object.run) == "table" and type(object.counts) == "table" then
		take_end(state, object)
	elseif object.url and object.verdict then
		take_link(state, object)
	else
		return false
	end
	return true
end

-- --- the whole

local function list_fixed(history)
	local urls = {}
	for i, link in ipairs(history.fixed_links or {}) do
		if i > summary.LISTED then break end
		urls[i] = text(link.url)
	end
	return urls
end

local function of_report(state)
	local report, run, counts = state.report, state.report.run, {}
	local first = type(report.history) ~= "table"
	local history = first and {} or report.history
	for verdict, n in pairs(report.counts) do counts[verdict] = number(n) end
	if first then
		local also = state.unmarked.count
		for _, problem in ipairs(state.unmarked) do keep(state.new, problem) end
		state.new.count = state.new.count + also - #state.unmarked
	end
	return {
		schema = 1, event = "changed", office = text(state.office and state.office.name), counts = counts,
		run = { seed = text(run.seed), started = text(run.started), seconds = number(run.seconds), state = text(run.state) },
		first = first, new = state.new.count, fixed = number(history.fixed), still = number(history.still),
		problems = finish(state.new), fixed_links = list_fixed(history),
	}
end

function summary.read(file, name, office)
	local state = { office = office, new = { count = 0 }, unmarked = { count = 0 } }
	local n = 0
	for line in file:lines("L") do
		n = n + 1
		if #line > LINE_MAX or not line:find("%S") or state.report or not take_line(state, line) then
			say.fail("usage", "%s: line %d is no report of check-links as JSON or JSON Lines", name, n)
		end
	end
	if not state.report then
		say.fail("usage", "%s: is no whole report of check-links as JSON or JSON Lines", name)
	end
	return of_report(state)
end

function summary.anything(s)
	return s.event ~= "changed" or s.new > 0 or s.fixed > 0
end

return summary
