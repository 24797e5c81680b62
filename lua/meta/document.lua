---@meta
-- 文档：规则看到的一个文件（docx、xlsx、ofd、pdf、txt、md、xls）或一个网页。只读，不能留到下一个。
-- A document as a rule sees it: a file, or a web page. Read-only, and gone when the next one comes.

---文档。文件里所有的文字都在：页眉页脚、批注、脚注、修订时删去的、隐藏的工作表。
---The document. All that the file says is there: headers, comments, notes, what tracked changes deleted, hidden sheets.
---@class document
---@field on "document"
---@field url string 地址；本机的文件是拟的网址。The address; of a file on this machine a made-up one.
---@field name string 文件名。The name of the file.
---@field type "docx"|"xlsx"|"ofd"|"pdf"|"html"|"txt"|"md"|"xls" 按内容判断，不看文件名。By what it is, whatever it is called.
---@field title string? 属性里的标题；网页为 <title>。The title of its properties; of a page its <title>.
---@field text string 全部文字，UTF-8，每段一行（段内有换行的占几行），最多 8 MiB。All of its text, a line a block, up to 8 MiB.
---@field meta table<string, string> 属性：title author company last_modified_by created modified subject keywords comments category application manager 和自定义的；网页为 <meta>。Properties, also those of its own; of a page its <meta>.
---@field parts part[] 各部分，按在文字里的次序；属性在最后。Its parts, in the order of the text; properties come last.
---@field links (reference|link)[] 链接；网页的是 page.links 那样的。Links; those of a page are as in page.links.
local document = {}

---文字第 from 个字节所在的段落、单元格等；不在文字里则为 nil。用在 report { at = document:at(from) }。
---The block that byte `from` of the text lies in, or nil. For report { at = document:at(from) }.
---@param from integer
---@return part?
function document:at(from) end

---文档的一部分。A part of a document.
---@class part
---@field text string 文字。Its text.
---@field kind "heading"|"paragraph"|"cell"|"list"|"header"|"footer"|"comment"|"inserted"|"deleted"|"note"|"name"|"property" 种类；inserted（修订时插入的）在别的段落之内，deleted 自成一段，name 是工作表名，property 是属性。Its kind; what is inserted lies within another block, what was deleted is one of its own, a name is that of a sheet.
---@field at string 位置："paragraph 3"、"三!C5"、"page 2"、"line 7"、"table 1, row 2, cell 1"；网页为行列 "12:5"。Where it is; in a page line and column.
---@field line integer? 在文字里的行；网页为源代码的行。The line in the text; of a page that of the source.
---@field from integer? 在文字里的第一个字节；属性为 nil。Its first byte in the text; nil for a property.
---@field to integer? 最后一个字节。Its last byte.
---@field hidden boolean 文件自己隐藏的：隐藏的工作表、隐藏文字。Hidden by the file: a hidden sheet, hidden text.

---文件里的链接。A link in a file.
---@class reference
---@field url string 地址，照文件里写的。The address as it is written.
---@field text string 文字，可能为空。Its text, perhaps "".
---@field at string 位置，同 part.at。Where it is, as part.at.
