---@meta
-- JSON

---@class json
---@field null lightuserdata JSON 的 null；表里不能存 nil，用它代替。The null of JSON, for tables cannot hold nil.
json = {}

---写成 JSON：键按字节排序，空表写成 []；不是数据的值（函数、对象、非 UTF-8）会报错并指出位置。
---As JSON: keys in the order of their bytes, an empty table is []. What is no data (functions,
---objects, text that is not UTF-8) raises an error that names its place.
---@param v any
---@return string
function json.encode(v) end

---读取 JSON，最多 32 层；null 读作 json.null。Reads JSON, up to 32 levels; null is json.null.
---@param s string
---@return any value 读不懂则为 nil。nil when it is not JSON.
---@return string? message
---@return "parse"? code
function json.decode(s) end
