---@meta
-- 适配器的声明，以及 request 和 parse 用到的数据。How an adapter is declared, and what its functions are given.
-- 手册：govpub-adapters(7)。

---@class adapter.declaration
---@field id string 与文件的位置一致：adapters/board.lua 是 "board"。As the file lies: adapters/ID.lua.
---@field platform string? 这个平台的账号没有写适配器的，用它读取。Accounts on this platform are read by it.
---@field title string|sentence 列表里的名称。What lists call it.
---@field mark "V"|"M"|"D"|nil 依据。The evidence mark.
---@field hosts string[]? 只能访问、凭据只发给这些域名。The only hosts that it may ask, and that get secrets.
---@field articles string[]? 内容所在的域名。Hosts on which articles lie.
---@field secrets string[]? 必须有的凭据。The credentials it cannot do without.
---@field reads "file"|nil 读账号的 file，不访问网络。It is shown the account's file, and asks for nothing.
---@field request (fun(state: any, account: adapter.account): adapter.request?)? 下一步取什么。What to ask for next.
---@field parse fun(response: adapter.response, state: any, account: adapter.account): adapter.parsed 回答是什么意思。What an answer means.
---@field tests table[]? govpub accounts test 运行。See govpub-adapters(7).

---@class adapter.account
---@field platform string
---@field name string
---@field id string?
---@field url string?
---@field today string 今天，如 "2026-11-23"。
---@field since string 比这一天早的可以不列。Older articles need not be listed.

---@class adapter.request
---@field url string 凭据写 {secret.名称}。{secret.NAME} stands for a credential.
---@field method "GET"|"POST"|nil 有 body 时为 POST。POST when there is a body.
---@field headers table<string, string>? 请求头，最多 20 项。At most 20.
---@field body string? 发送的内容。What is sent.

---@class adapter.response
---@field status integer HTTP 状态码。The HTTP status.
---@field url string? 回答的是哪个地址；带凭据的没有。Of the reply; none when it held a secret.
---@field type string? 内容类型。The media type.
---@field headers table<string, string> 名称小写。Names in lower case.
---@field body string? 文字，UTF-8。As text.
---@field feed adapter.article[]? RSS 和 Atom 的各项。The entries of RSS and Atom.
---@field document report.document? 导出的工作簿或网页。An exported workbook or page.

---@class adapter.parsed
---@field articles adapter.article[]? 读到的各篇。What was read.
---@field state any 下一次用，最多 64 KiB。Kept for the next request.
---@field more boolean? 还有没有。Whether there is more.
---@field problem string? 为什么没有，或者没有读全。Why there is nothing, or no more.

---@class adapter.article
---@field url string 可以是相对地址。May be relative.
---@field title string?
---@field date string|number|nil 各种写法的日期，或者秒数。A day in any form, or seconds.
---@field deleted boolean? 平台标明已删除。The platform says so.

---声明一个适配器；文件以 return adapter { … } 结尾。Declares an adapter; the file ends with it.
---@param declaration adapter.declaration
---@return adapter.declaration
function adapter(declaration) end
