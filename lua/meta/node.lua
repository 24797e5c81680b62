---@meta
-- 元素：page:select 和 node:select 的结果。What page:select and node:select give.

---页面上的一个元素。只读。An element of the page. Read-only.
---@class node
---@field name string 元素名，小写。Its name in lower case.
---@field attr table<string, string> 属性，名称不分大小写；没有值的属性为空串。Attributes, by name in any case; one without a value is "".
---@field text string 里面的文字，空白已合并，不含脚本和样式，最多 64 KiB。The text inside, collapsed, without scripts and styles, up to 64 KiB.
---@field line integer? 开始标签的行号；源代码里没有写出的元素（如省略的 tbody）为 nil。The line of its start tag; nil when it is not written in the source.
---@field col integer? 开始标签的列号，按字计。The column of its start tag, in code points.
local node = {}

---在这个元素里面查找；选择器只看它里面的元素。参见 page:select。
---Elements inside this one; the selector sees nothing outside of it. See page:select.
---@param css string
---@return node[] nodes
---@return boolean more 还有更多没有给出。There are more than these.
function node:select(css) end

---里面第一个符合的元素，没有则为 nil。The first inside that matches, or nil.
---@param css string
---@return node?
function node:first(css) end
