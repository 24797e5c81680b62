--[[
练习 8：各区的年度报告格式，在全国统一的格式上改。
把四个空（四条下划线）换成正确的内容，说明见 README.zh-CN.md。
Lesson 8: the districts' form of the annual report, made from the national one.
Put the right words in the place of the four gaps; README.md tells how.
--]]
local extend = require("report").extend

return report(extend(require "foi-2021", {
	id = "district",
	title = { zh = "年度报告（区）", en = "Annual report of a district" },

	sections = {
		-- 空 1：第七部分的标题，编号也要写
		-- gap 1: the heading of part seven, with its number 七、
		{ id = "7", after = "6", heading = "____", text = true },
	},

	tables = {
		{ id = "3", rows = {
			-- 空 2：告诉填表的人，窗口收到的申请算不算；提示里要有“窗口”两个字
			-- gap 2: say that requests made at the counter (窗口) count too
			{ id = "A1", hint = "____" },
		} },
	},

	checks = {
		{ id = "district.licensing", severity = "warning", mark = "D",
			title = { zh = "行政许可为 0", en = "No licence was granted" },
			message = { zh = "{cell}填的是 0。各区每年都办理行政许可，多半是漏填了。",
				en = "{cell} is 0. Every district grants licences, so it was most likely forgotten." },
			fix = { zh = "向行政审批科核实。", en = "Ask the licensing desk." },
			check = function(f, found, last, context)
				-- 空 3：行政许可这一格的编号；用 govpub annual-report cell 查，照抄第一行开头的编号
				-- gap 3: the id of the cell of licences; govpub annual-report cell tells it, at the start of its first line
				local id = "____"
				-- 没有填的是 nil，不是 0，所以不会误报
				-- a cell that was not filled in is nil, which is not 0
				if f.cells[id] == 0 then
					-- 空 4：报告问题的函数叫什么？看 check = function 后面的括号里，第二个名字
					-- gap 4: what is the function called that tells a problem? The second name behind the word function
					____ { cells = { id }, left = 0, params = { cell = context.name(id) } }
				end
			end },
	},
}))
