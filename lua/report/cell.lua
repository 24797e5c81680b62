--[[
All that is known of one cell.

  form.cell { report = f?, cell = "3.一/总计", language? }
      → { id, called, table, row, column, label, type, value?, number?, unit?, hint?, basis?, at?, sum = { ids }?,
          sums = { ids }, sum_called?, sums_called } or { unknown = why not }

`called`, `sum_called`, `sums_called`: the same as people write them (3.一/总计 for 3.A1/总计).
`label` is in words: "三、本年度办理结果 / （一）予以公开 · 申请人情况 / 自然人".
--]]
local cells = require "report.cells"
local words = require "report.words"

local cell = {}

function cell.run(form, ask)
	local found, why = cells.find(form, ask.cell or "", ask.language)
	if not found then return { unknown = words.text(ask.language, "cell-unknown", { why = why }) } end
	local function called(ids)
		local list = {}
		for i, id in ipairs(ids) do list[i] = cells.spoken(form, id) end
		return list
	end
	local f = ask.report or { cells = {} }
	return { id = found.id, called = cells.spoken(form, found.id), table = found.table, row = found.row, column = found.column, type = found.type,
		label = table.concat(found.row_label, " / ") .. " · " .. table.concat(found.column_label, " / "),
		value = f.cells[found.id], number = found.number, unit = found.unit, hint = found.hint, basis = found.basis,
		at = f.at and f.at[found.id], sum = found.sum, sums = found.sums,
		sum_called = found.sum and called(found.sum), sums_called = called(found.sums) }
end

return cell
