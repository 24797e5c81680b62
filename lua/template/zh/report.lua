--[[
一种报告格式：在随程序提供的 {base} 上改。没有写到的，都和它一样。
现在的内容可以直接使用，请改成自己需要的。改一次，试一次：

    govpub annual-report list
    govpub annual-report 2025 --form {id} --draft --format html -o 草稿.html

手册：man govpub-reports
--]]
local extend = require("report").extend

return report(extend(require "{base}", {
	-- 格式的编号，与文件的位置一致：reports/{id}.lua
	id = "{id}",
	title = { zh = "年度报告（本单位格式）", en = "Annual report (the office's own form)" },

	-- 加一节文字，放在第六节之后。删去一节写 { id = "7", drop = true }。
	sections = {
		{ id = "7", after = "6", heading = "七、本单位补充事项", text = true },
	},

	-- 改一行的填写提示；加一行写 { id = "R6.4", after = "R6.3", label = { … } }。
	tables = {
		{ id = "3", rows = {
			{ id = "A1", hint = "1月1日至12月31日收到的申请，按件计；包括窗口转来的。" },
		} },
	},

	-- 自己的检查。f.cells 是各单元格的数；没有填的是 nil，不要当成 0。
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
