--[[
Findings of a report, for people and for programs.

  findings.print(list, to)       a line or a few each, to a file handle
  findings.summary(list)         "2 errors, 1 warning"
  findings.status(list, least)   exit status: 1 when one is at least as severe as `least` (default warning), 3 when only
                                 things unchecked are left, 0 otherwise
  findings.count(list, severity)
--]]
local say = require "govpub.say"

local findings = {}

local order = { "veto", "deduct", "error", "warning", "info", "unchecked" }
local rank = { veto = 1, deduct = 2, error = 3, warning = 4, bonus = 5, info = 5, unchecked = 6 }

function findings.count(list, severity)
	local n = 0
	for _, finding in ipairs(list) do
		if finding.severity == severity then n = n + 1 end
	end
	return n
end

-- "table 2, row 3, cell 1" and "12:5" as people say it; "三!C5" stays as a workbook has it.
local function place(at)
	local number, row, cell = at:match "^table (%d+), row (%d+), cell (%d+)$"
	if number then return say.text("report.at-table", { table = number, row = row, cell = cell }) end
	local line, column = at:match "^(%d+):(%d+)$"
	if line then return say.text("report.at-line", { line = line, column = column }) end
	return at
end

local function places(finding)
	local list = {}
	for _, at in ipairs(finding.at or {}) do list[#list + 1] = place(at) end
	if #list > 0 then return table.concat(list, say.language == "zh" and "、" or "; ") end
end

local function text(id, params)
	return say.text(id, say.shown(params))
end

function findings.print(list, to)
	for _, finding in ipairs(list) do
		local at = places(finding)
		to:write(text("report.finding", { severity = say.text("severity." .. finding.severity), rule = finding.rule,
			message = finding.message }), "\n")
		if at then to:write("    ", text("report.finding-at", { at = at }), "\n") end
		if finding.basis then
			to:write("    ", text(finding.mark == "V" and "report.finding-basis" or "report.finding-basis-unverified",
				{ basis = finding.basis, mark = finding.mark or "" }), "\n")
		end
		if finding.fix and finding.fix ~= "" then
			to:write("    ", text("report.finding-fix", { fix = finding.fix }), "\n")
		end
	end
end

function findings.summary(list)
	local said = {}
	for _, severity in ipairs(order) do
		local n = findings.count(list, severity)
		if n > 0 then said[#said + 1] = say.text("report.count", { n = n, severity = say.text("severity." .. severity) }) end
	end
	if #said == 0 then return say.text "report.no-findings" end
	return table.concat(said, say.language == "zh" and "，" or ", ")
end

function findings.status(list, least)
	local worst = rank[least or "warning"]
	local unchecked = false
	for _, finding in ipairs(list) do
		if rank[finding.severity] <= worst then return 1 end
		unchecked = unchecked or finding.severity == "unchecked"
	end
	return unchecked and 3 or 0
end

return findings
