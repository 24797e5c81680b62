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
---词表：一次编译，多次使用；放在规则文件的开头。A list of terms: made once, at the top of a rule file, used often.
---@class terms
local terms = {}

---一处命中。One hit.
---@class hit
---@field from integer 第一个字节的位置。The first byte.
---@field to integer 最后一个字节的位置。The last byte.
---@field term string 词表中的写法。As it is written in the list.
---@field index integer 在词表中的序号。Its place in the list.

---词表里可以是字符串，也可以是带 term 字段的表（如 require "terms.NAME" 的结果）。
---hits：同一处有几个词时，"longest" 取最长的（默认），"first" 取词表中排在前面的，这两种不重叠；"all" 全部列出。
---fold：不分全角半角、不分英文大小写。
---Entries are strings, or tables with a field `term`, as those of `require "terms.NAME"`. Where several begin at one
---place, `hits` says which count: "longest" (the default) or "first" of the list, without overlap, or "all".
---With `fold` neither the width of characters nor the case of ASCII letters matters.
---@param list string[] | { term: string }[] | { terms: table, fold: boolean?, hits: "longest" | "first" | "all" | nil }
---@return terms
function text.terms(list) end

---全部命中，按位置。All hits, by place.
---@param s string
---@return hit[]
function terms:find(s) end

---第一处命中。The first hit.
---@param s string
---@return hit?
function terms:first(s) end

---命中的次数。The number of hits.
---@param s string
---@return integer
function terms:count(s) end

---一个号码或标志。A number or a mark.
---@class id
---@field kind "resident-id" | "resident-id-15" | "credit-code" | "mobile" | "bank-card" | "passport" | "plate" | "email" | "secrecy-mark" | "landline"
---@field from integer 第一个字节的位置。The first byte.
---@field to integer 最后一个字节的位置。The last byte.
---@field masked string 只留前两位和后两位，可以写进报告。The first two and last two characters, stars between: fit for a report.
---@field confidence "high" | "low"

---身份证号、统一社会信用代码、手机号、银行卡号、护照号、车牌、电子邮箱、密级标志、固定电话；全角数字也认。
---Numbers and marks that should not be published, by form and check digit; full-width digits count as well.
---@param s string
---@param kinds string[]? 只要这些。Only these.
---@return id[]
function text.ids(s, kinds) end

---正则表达式（PCRE2）：一次编译，多次使用。A regular expression of PCRE2: made once, used often.
---@class re
local re = {}

---@class match
---@field from integer 第一个字节的位置。The first byte.
---@field to integer 最后一个字节的位置。The last byte.
---@field text string 匹配的文字。What matches.
---@field captures (string | false)[] 各组；没有参与的为 false。The groups; false for one that took no part.

---flags：i 不分大小写，m 逐行，s 点号也匹配换行，x 忽略空白。
---Flags: i case does not matter, m lines, s the dot takes line ends, x white space in the pattern is left out.
---@param pattern string 至多 64 KiB。At most 64 KiB.
---@param flags string?
---@return re
function text.re(pattern, flags) end

---第一处的起止位置和各组；没有则为 nil。Where the first match is, and its groups; nil when there is none.
---@param s string
---@param init integer? 从这个字节开始。The byte to begin at.
---@return integer? from
---@return integer? to
---@return string | false ... captures
function re:find(s, init) end

---全部匹配。All matches.
---@param s string
---@return match[]
function re:all(s) end

---有没有匹配。Whether it matches.
---@param s string
---@return boolean
function re:test(s) end

---两段文字的相似度：相邻两字的组合，共有的除以全部的；不计空白，每段只看前 1 MiB。
---How similar two texts are: the pairs of neighbouring characters they share, divided by all of theirs (Jaccard). White
---space is left out; the first MiB of each counts.
---@param a string
---@param b string
---@return number 0 到 1。0 to 1.
function text.similarity(a, b) end
