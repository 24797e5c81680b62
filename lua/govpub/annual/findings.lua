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

-- One that goes on where the last one ended lengthens it: D7, D8, D9 are D7–D9, and D5, E5 are D5–E5.
local function lengthen(last, place)
	local column, row = place:match "^(%a+)(%d+)$"
	local first = last:match "^%a+%d+"
	local before, at = last:match "(%a+)(%d+)$"
	if not column or not before then return nil end
	local column_from, row_from = first:match "^(%a+)(%d+)$"
	local down = before == column and column_from == column and tonumber(at) + 1 == tonumber(row)
	local across = at == row and row_from == row and #before == 1 and #column == 1 and before:byte() + 1 == column:byte()
	return (down or across) and first .. "–" .. place or nil
end

-- The places of a finding, those of a sheet together: 三、依申请公开：D28、D7–D27. Of a page: its lines and columns.
local function places(finding)
	local comma = say.language == "zh" and "、" or ", "
	local groups, of_sheet = {}, {}
	for _, at in ipairs(finding.at or {}) do
		local sheet, place = at:match "^(.*)!(%a+%d+)$"
		local line, column = at:match "^(%d+):(%d+)$"
		local table_no, row, cell = at:match "^table (%d+), row (%d+), cell (%d+)$"
		local name = sheet and say.text("report.at-sheet", { sheet = sheet }) or ""
		place = place or line and say.text("report.at-line", { line = line, column = column })
			or row and say.text("report.at-table", { table = table_no, row = row, cell = cell }) or at
		local group = of_sheet[name]
		if not group then
			group = { name = name }
			of_sheet[name], groups[#groups + 1] = group, group
		end
		local longer = group[1] and lengthen(group[#group], place)
		if longer then group[#group] = longer else group[#group + 1] = place end
	end
	for i, group in ipairs(groups) do groups[i] = group.name .. table.concat(group, comma) end
	return groups[1] and table.concat(groups, say.language == "zh" and "；" or "; ")
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
