--[[
What the engine itself says to the people who make a report, in Chinese and English.

  words.fail(language, id, params)   raises the sentence, without a place in a script
  words.text(language, id, params)   the sentence; {name} replaced by params.name
--]]
local words = {}

local sentences = {
	["binding-unknown"] = { zh = "第 {section} 部分的 {{{binding}}} 不是本报告的单元格：{why}",
		en = "section {section}: {{{binding}}} is no cell of this report: {why}" },
	["binding-empty"] = { zh = "第 {section} 部分要用 {{{binding}}}，但这一格还没有数据（{cell}）",
		en = "section {section} needs {{{binding}}}, and that cell is empty ({cell})" },
	["fact-missing"] = { zh = "第 {section} 部分要用 {{{binding}}}，但没有给出；填在表格的“说明”页，或者自己写这一部分",
		en = "section {section} needs {{{binding}}}, which was not given; fill it in on sheet 说明, or write that section yourself" },
	["binding-open"] = { zh = "第 {section} 部分有 {{ 没有对应的 }}：{text}", en = "section {section}: a {{ without its }}: {text}" },
	["section-empty"] = { zh = "第 {section} 部分“{heading}”下还没有文字", en = "section {section}: nothing is written under '{heading}'" },
	["title-missing"] = { zh = "缺少{what}，不能写标题", en = "the title needs the {what}" },
	["agency"] = { zh = "机关名称", en = "agency" },
	["year"] = { zh = "年度", en = "year" },
	["cell-unknown"] = { zh = "没有这个单元格：{why}", en = "there is no such cell: {why}" },
}

function words.text(language, id, params)
	local sentence = sentences[id][language == "en" and "en" or "zh"]
	return (sentence:gsub("{(%l+)}", function(name) return params and params[name] and tostring(params[name]) end))
end

function words.fail(language, id, params) error(words.text(language, id, params), 0) end

return words
