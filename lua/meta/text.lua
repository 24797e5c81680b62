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
