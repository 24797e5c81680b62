--[[
A form of report, made from the shipped {base}. What is not said here is as it is there.
It can be used as it is; change it to what you need, and try it after each change:

    govpub annual-report list
    govpub annual-report 2025 --form {id} --draft --format html -o draft.html

Manual: man govpub-reports
--]]
local extend = require("report").extend

return report(extend(require "{base}", {
	-- the id of the form, as the file lies: reports/{id}.lua
	id = "{id}",
	title = { zh = "年度报告（本单位格式）", en = "Annual report (the office's own form)" },

	-- one more section of text, after the sixth. To leave one out: { id = "7", drop = true }
	sections = {
		{ id = "7", after = "6", heading = "七、本单位补充事项", text = true },
	},

	-- what counts in a row; a new row is { id = "R6.4", after = "R6.3", label = { … } }
	tables = {
		{ id = "3", rows = {
			{ id = "A1", hint = "1月1日至12月31日收到的申请，按件计；包括窗口转来的。" },
		} },
	},

	-- checks of your own. f.cells has the figures; one that was not filled in is nil, which is not 0
	checks = {
		{ id = "{id}.answered", severity = "warning", mark = "D",
			title = { zh = "办结率低", en = "Few requests are answered" },
			message = { zh = "收到 {left} 件，只办结 {right} 件。", en = "{left} requests came in, {right} were answered." },
			fix = { zh = "核对结转下年度的件数，并在第五部分说明原因。", en = "Check the number carried over, and explain it in part 5." },
			check = function(f, found)
				local new, answered = f.cells["3.A1/总计"], f.cells["3.R7/总计"]
				if new and answered and answered * 2 < new then
					found { cells = { "3.A1/总计", "3.R7/总计" }, left = new, right = answered }
				end
			end },
	},
}))
