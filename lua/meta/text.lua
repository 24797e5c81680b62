---@meta
-- 文字。Text.

---@class text
text = {}

---全角字母、数字、标点和空格改为半角。Full-width letters, digits, punctuation and spaces as ASCII.
---@param s string
---@return string
function text.fold(s) end

---去掉两头的空白，包括全角空格。Without white space at both ends, the ideographic space included.
---@param s string
---@return string
function text.trim(s) end

---字数，不计空白。The number of code points that are not white space.
---@param s string
---@return integer
function text.count(s) end

---某个位置所在的一行，和它从第几个字节开始。The line at a place, and the byte where it begins.
---@param s string
---@param at integer 字节的位置，从 1 起。A byte, from 1.
---@return string line
---@return integer from
function text.line(s, at) end

---某个位置连同前后的文字，不超出它所在的一行；有省略的写“…”。适合作 evidence。
---A place with what stands around it, within its line; "…" where something was left out. For evidence.
---@param s string
---@param from integer 第一个字节。The first byte.
---@param to integer 最后一个字节。The last byte.
---@param chars integer? 前后各多少个字，默认 20。How many characters on each side; 20 when left out.
---@return string
function text.excerpt(s, from, to, chars) end

---没有配对的括号、书名号、双引号，最多 100 个。
---Brackets and quotation marks without a partner, up to 100.
---@param s string
---@return { from: integer, to: integer, mark: string, opens: boolean }[]
function text.unpaired(s) end
