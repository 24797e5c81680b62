#!/usr/bin/env lua5.4
-- where a reply may be contested, by its outcome and its day: the law changed on 1 January 2024
package.path = "rules/registers/lib/?.lua;" .. package.path
local outcomes, remedy, letters = require "foi_outcomes", require "remedy", require "foi_letters"
local n, failed = 0, false

local function ok(pass, name, detail)
	n = n + 1
	failed = failed or not pass
	print(("%sok %d - %s"):format(pass and "" or "not ", n, name))
	if not pass then print("# " .. tostring(detail)) end
end

local office = { review = "云澜市人民政府", court = "云澜铁路运输法院" }
local first = { ["2"] = true }
for i = 1, 7 do first["3." .. i] = true end

for _, one in ipairs(outcomes.list) do
	local code = one[1]
	local old, new = remedy.text(code, "2023-12-31", office), remedy.text(code, "2024-01-01", office)
	if code == "6.3" then
		ok(not old and not new, code .. ": who withdrew is told no remedy", new)
	else
		ok(old:find("也可以自收到本答复之日起6个月内直接向云澜铁路运输法院", 1, true)
			and old:find("60日内向云澜市人民政府或者上一级主管部门", 1, true), code .. ": before 2024 a choice", old)
		ok(new:find("60日内向云澜市人民政府申请", 1, true) and (new:find("应当先申请行政复议", 1, true) ~= nil) == (first[code] or false)
			and (new:find("6个月", 1, true) == nil) == (first[code] or false),
			code .. (first[code] and ": since 2024 review comes first" or ": since 2024 a choice still"), new)
	end
end
ok(remedy.text("1", "2024-01-01", {}):find("＿＿", 1, true), "an authority that nobody named is a blank")

-- every outcome has a letter, and every letter a title and a template
local known = {}
for _, one in ipairs(letters.variants) do
	known[one[1]] = one[2].zh
	local template = io.open("rules/registers/templates/foi-reply-" .. one[1] .. ".md")
	ok(template and template:read("a"):find("^<!%-%-\n.-\n待确认：[^\n]+\n%-%->\n# "), one[1] .. ": a template that says what is to be confirmed")
	if template then template:close() end
end
local wrong = {}
for _, one in ipairs(outcomes.list) do
	local said, why = letters.reply({ outcome = one[1], replied_on = "2025-01-02" }, { today = "2025-01-03", office = office })
	local good = said and known[said.variant] == said["文书名称"] and said["落款日期"] == "2025-01-02"
	if one[1] == "6.3" then good = not said and why.zh end
	if not good then wrong[#wrong + 1] = one[1] end
end
ok(#wrong == 0, "every outcome is answered by a letter of its kind", table.concat(wrong, " "))
print("1.." .. n)
os.exit(not failed)
