---@meta
-- 报告格式的声明，以及检查和自己写内容时用到的数据。How a form of report is declared, and what its functions are given.
-- 手册：govpub-reports(7)。

---@class report.report
---@field id string 与文件的位置一致：reports/district.lua 是 "district"。As the file lies: reports/ID.lua.
---@field series string 同一种报告各年的格式写同一个名称；年度报告是 "foi"。What follows one another through the years.
---@field title string|sentence 列表里的名称。What lists call it.
---@field form report.form 格式是哪个文件规定的。What prescribes it.
---@field years integer[] { 从哪一年, 到哪一年 }，后一个可以不写。The first year, and the last if there is one.
---@field due report.due? 应当在什么时候公布。When it has to be published.
---@field figures string? 用哪一种报告的数据，写它的 series。The series whose figures it takes.
---@field heading string 标题；{agency} 和 {year} 换成机关名称和年度。The title; {agency} and {year} are filled in.
---@field sections report.section[] 各部分，按次序。In order.
---@field tables report.table[] 各个表，每个都要在某一部分里。Each is shown by a section.
---@field checks report.check[]? 检查项。What is checked.
---@field render (fun(ask: report.ask, default: (fun(ask: report.ask): report.document), form: table): report.document)? 自己写内容。Writes the document its own way.

---@class report.form
---@field number string 规定格式的文号。The number of the document.
---@field basis string? 依据的条款。The provision.
---@field mark "V"|"M"|"D"|nil 证据等级。The evidence mark.

---@class report.due
---@field department string? 部门：下一年的哪一天，如 "01-31"。Of a department: the day of the next year.
---@field government string? 政府。Of a government.

---@class report.section
---@field id string "0" 是引言，没有标题。"0" is the preamble, without a heading.
---@field heading string? 标题，编号用“一、”或者不编号。Numbered like 一、 or not at all.
---@field also string[]? 读取时也认的写法。Other wordings that are read.
---@field text boolean? 要单位自己写文字。The office writes it.
---@field table string? 放哪一个表。The id of the table it shows.
---@field topics report.topic[]? 文字里要写到的内容。What the text has to tell.
---@field preset string[]? 没有另写时印出的段落。What is printed when nothing was written.
---@field guide string[]? 写作提示，不印出。Advice, not printed.

---@class report.topic
---@field title string 小标题。The sub-heading.
---@field also string[]? 其他写法。Other wordings.
---@field text string[]? 可以直接用的句子。Sentences ready to be printed.
---@field guide string[]? 写作提示。Advice.
---@field kind "department"|"government"|nil 只有这一类机关要写。Only for these.

---@class report.table
---@field id string 单元格编号的第一段。The first part of the ids of its cells.
---@field json string 在 JSON 里的名称。Its key in JSON.
---@field sheet string? 工作表的名称。The name of its sheet.
---@field layout "rows"|"across"|"fields"|nil 排法。How it is laid out.
---@field parts report.part[] 上下相接的几块。Blocks, one below the other.

---@class report.part
---@field title string? 通栏的一行。A line over the whole width.
---@field corner string? 左上角的字。What stands over the labels of rows.
---@field columns report.item[]
---@field rows report.item[]

---一行或者一列。A row or a column.
---@class report.item
---@field id string 编号。
---@field json string|integer|nil 在 JSON 里的名称。Its key in JSON.
---@field label string[] 各级标题，从外到里。The headings, outermost first.
---@field also string[]? 其他写法。Other wordings of the last one.
---@field sum string[]? 由哪几行（列）相加。Ids of those that add up to it.
---@field type "integer"|"decimal"|"text"|"yesno"|nil
---@field signed boolean? 可以是负数。May be negative.
---@field places integer? 小数的位数。Digits behind the point.
---@field hint string? 填写提示。What counts.
---@field basis string? 依据。The provision.
---@field number string? 人们说的行号，如“三.4.1”。What people know the row by.
---@field unit string? 单位。The unit.
---@field optional boolean? 可以不填。May stay empty.

---@class report.check
---@field id string
---@field severity "error"|"warning"|"info"|"unchecked"
---@field title string|sentence
---@field message string|sentence {名称} 由 params 填写，{left} {right} 由这两项填写。{name} comes from params.
---@field fix string|sentence? 怎样处理。What to do.
---@field basis string? 依据。The provision.
---@field mark "V"|"M"|"D"|nil
---@field threshold number? 界限。A limit.
---@field check fun(f: report.f, found: report.found, last: report.f?, context: report.context)

---一份报告的数据。One report as data.
---@class report.f
---@field cells table<string, number|string|boolean> 没有填的是 nil，不是 0。One that was not given is nil, not 0.
---@field year integer?
---@field agency string?
---@field kind "department"|"government"|nil
---@field published string? 如 "2026-01-20"。
---@field site string?
---@field contact string?
---@field texts table<string, report.document.block[]>? 各部分的文字。The text of each section.
---@field outside boolean? 别人公布的报告。Somebody else published it.
---@field at table<string, string>? 单元格原来的位置。Where cells stood.
---@field headings string[]? 读来的报告的标题。Headings as found.
---@field form_numbers string[]? 提到的文号。Document numbers that are named.

---@class report.finding
---@field cells string[]? 与哪几个单元格有关。The cells in question.
---@field left any 不一致的一边。One side.
---@field right any 另一边。The other.
---@field params table<string, any>?
---@field severity "error"|"warning"|"info"|"unchecked"|nil
---@field message string|sentence|nil
---@field fix string|sentence|nil

---报告一个问题：found { … }。Tells a finding.
---@alias report.found fun(finding: report.finding)

---@class report.context
---@field form table 格式。The form.
---@field check report.check 这一项检查。This check.
---@field today string? 如 "2026-01-31"。
---@field language "zh"|"en"
---@field name fun(id: string): string 单元格怎么说。The words of a cell.

---@class report.ask
---@field report report.f
---@field draft boolean?
---@field language "zh"|"en"

---@class report.document
---@field title string?
---@field language string?
---@field author string?
---@field date string?
---@field footer string?
---@field draft boolean?
---@field blocks report.document.block[]

---@class report.document.block
---@field kind "title"|"heading"|"paragraph"|"note"|"list"|"table"|"chart"|"break"

---声明一种格式：return report { … }。Declares a form: return report { … }.
---@param declaration report.report
---@return report.report
function report(declaration) end

local engine = {}

---在别的格式上改。A new declaration made from another one, which stays as it is.
---@param base report.report
---@param changes table 写法与声明相同；各项按 id 找，drop = true 去掉，after 放在谁后面。
---@return report.report
function engine.extend(base, changes) end

return engine
