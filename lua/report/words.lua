--[[
What the engine itself says to the people who make a report, in Chinese and English.

  words.fail(language, id, params)   raises the sentence, without a place in a script
  words.text(language, id, params)   the sentence; {name} replaced by params.name
  words.section(language, form, id)  what a section is called
--]]
local words = {}

local sentences = {
	["binding-unknown"] = { zh = "“{section}”里的 {{{binding}}} 不是本报告的单元格：{why}",
		en = "section {section}: {{{binding}}} is no cell of this report: {why}" },
	["binding-empty"] = { zh = "“{section}”要用 {{{binding}}}，但这一格还没有数据",
		en = "section {section} needs {{{binding}}}, and that cell is empty" },
	["fact-missing"] = { zh = "“{section}”要用 {{{binding}}}，但没有给出；填在表格的“说明”页，或者自己写这一部分",
		en = "section {section} needs {{{binding}}}, which was not given; fill it in on sheet 说明, or write that section yourself" },
	["binding-open"] = { zh = "“{section}”有 {{ 没有对应的 }}：{text}", en = "section {section}: a {{ without its }}: {text}" },
	["section-empty"] = { zh = "“{heading}”下还没有文字", en = "nothing is written under '{heading}'" },
	["preamble"] = { zh = "引言", en = "the preamble" },
	["title-missing"] = { zh = "缺少{what}，不能写标题", en = "the title needs the {what}" },
	["agency"] = { zh = "机关名称", en = "agency" },
	["year"] = { zh = "年度", en = "year" },
	["cell-columns"] = { zh = "“{row}”一行有好几列：{list}", en = "row '{row}' has several columns: {list}" },
	["cell-no-column"] = { zh = "“{row}”一行没有“{column}”这一列；有：{list}", en = "row '{row}' has no column '{column}'; there are: {list}" },
	["cell-rows"] = { zh = "好几行都叫“{row}”：{list}", en = "'{row}' is the name of several rows: {list}" },
	["cell-no-row"] = { zh = "表 {table} 没有“{row}”这一行；有：{list}", en = "table {table} has no row '{row}'; there are: {list}" },
	["cell-no-table"] = { zh = "“{written}”没有写明哪张表；单元格写成 表.行/列，表有：{list}",
		en = "'{written}' names no table; a cell is written TABLE.ROW/COLUMN, and the tables are: {list}" },
	["cell-long"] = { zh = "单元格写成 3.一/总计 这样", en = "a cell is written like 3.一/总计" },
	["cell-unknown"] = { zh = "没有这个单元格：{why}", en = "there is no such cell: {why}" },
}

function words.text(language, id, params)
	local sentence = sentences[id][language == "en" and "en" or "zh"]
	return (sentence:gsub("{(%l+)}", function(name) return params and params[name] and tostring(params[name]) end))
end

function words.section(language, form, id)
	for _, section in ipairs(form.sections or {}) do
		if section.id == id and section.heading then return section.heading end
	end
	return id == "0" and words.text(language, "preamble") or id
end

function words.fail(language, id, params) error(words.text(language, id, params), 0) end

return words
