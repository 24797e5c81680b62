---@meta
-- 地址，依照 WHATWG URL 标准。Addresses, by the WHATWG URL Standard.

---@class url
url = {}

---一个地址的各部分；没有的部分为 nil。The parts of an address; nil where there is none.
---@class address
---@field href string 完整写法。The whole of it.
---@field scheme string 协议，不带冒号。The scheme without its colon.
---@field host string? 主机；中文域名为 xn-- 写法。The host; Chinese names in their xn-- form.
---@field port integer? 端口；默认端口为 nil。The port; nil when it is the default one.
---@field path string 路径。The path.
---@field query string? 问号之后，不带问号。What follows "?", without it.
---@field fragment string? 井号之后，不带井号。What follows "#", without it.
---@field origin string? 协议、主机和端口；mailto: 等没有。Scheme, host and port; addresses like mailto: have none.

---拆分一个地址；给出 base 时先按它补全。
---Takes an address apart, resolved against `base` where one is given.
---@param s string
---@param base string?
---@return address? parts 写错则为 nil。nil when it is malformed.
---@return string? message
---@return "malformed"? code
function url.parse(s, base) end

---把 s 按 base 补全为绝对地址。The absolute address of s, seen from base.
---@param base string
---@param s string
---@return string? href 写错则为 nil。nil when it is malformed.
---@return string? message
---@return "malformed"? code
function url.resolve(base, s) end
