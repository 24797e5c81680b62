---@meta
-- 页面：规则看到的内容。只读；只在处理本页时有效，不能留到下一页。
-- The page as a rule sees it. Read-only, and gone when the next page comes: keep nothing.

---页面。字段在第一次读取时才生成，读不存在的字段会报错。
---The page. A field is made when it is first read; one that does not exist raises an error.
---@class page
---@field on "page"
---@field url string 页面的绝对地址。The absolute address.
---@field status integer HTTP 状态码；不是从网络取得的为 0。The HTTP status; 0 when it is not from the network.
---@field type string 媒体类型，如 "text/html"；未知为空串。The media type, "" when unknown.
---@field headers table<string, string> 应答头，名称不分大小写，重名取第一个。Reply headers, by name in any case; of two with one name the first.
---@field charset charset 编码：声明的和实际的。The encoding, declared and found.
---@field title string? 第一个 <title>，空白已合并；没有或为空则为 nil。The first <title>, white space collapsed; nil when there is none or it is empty.
---@field meta table<string, string> <meta> 的 name、property 或 http-equiv（小写）到 content，重名取第一个。From name, property or http-equiv of <meta> to its content; the first counts.
---@field links link[] 全部链接和资源地址，按出现的次序；含空地址 href=""。All links and addresses of resources in their order; href="" is one of them.
---@field templates template[] 没有填写的模板地址（{{…}}、<%…%>、${…}），最多 100 个；它们不在 links 里。Addresses that are templates still, up to 100; they are not in links.
---@field ids string[] 全部 id 和 <a name>。Every id, and name of <a>.
---@field dates string[] 页面上的日期："2023-04-20" 或 "2023-04-20 11:20"；meta 在前，正文在后，各最多 50 个。Dates: those of meta first, then of the text; up to 50 each.
---@field text string 可见文字，段落之间换行，最多 1 MiB。The visible text, a line a block, up to 1 MiB.
---@field headings string h1 和 h2 的文字，每个一行。The text of h1 and h2, a line each.
---@field body string 源代码，已转为 UTF-8。The source, as UTF-8.
---@field plain_count integer 链接以外可见文字的字数，不含空白。Code points of visible text outside of links, without white space.
local page = {}

---按选择器查找元素，依页面次序，最多 10000 个；选择器写错或页面嵌套过深会报错。
---可用：元素名、*、.class、#id、[a]、[a=v]、[a~=v]、[a^=v]、[a$=v]、[a*=v]、:first-child、
---:last-child、:nth-child(1)、:not(…)，以及空格、>、+ 和逗号。
---The elements that match a selector, in the order of the page, at most 10,000. A selector that is not understood, or
---a page too deeply nested, raises an error. Allowed is what the line above lists.
---@param css string
---@return node[] nodes
---@return boolean more 还有更多没有给出。There are more than these.
function page:select(css) end

---第一个符合的元素，没有则为 nil。The first element that matches, or nil.
---@param css string
---@return node?
function page:first(css) end

---页面上有没有这个位置（id 或 <a name>）。Whether the page has that id, or <a name>.
---@param id string
---@return boolean
function page:has_id(id) end

---网页源码里有没有这段文字，一字不差。比取出 page.body 再找快得多，适合先筛一遍。
---Whether the source holds this text, byte for byte; far cheaper than a look at page.body.
---@param s string
---@return boolean
function page:contains(s) end

---kind、raw（去掉首尾空白）、text 都相符，写着的地址又合 address 的写法（同 match 的 address，不看 ? 和 # 后面）的链接；
---没有写的键不管。比逐个看 page.links 快得多。
---The links whose kind, raw (without white space around it) and text are these, and whose address as it is
---written is like `address` (as in match; what follows ? and # does not count); keys that are absent do not
---matter. Far cheaper than to go through page.links.
---@param filter { kind?: string, raw?: string, text?: string, address?: string }
---@return link[]
function page:links_where(filter) end

---页面的编码。名称是 WHATWG 的小写名称："utf-8"、"gb18030"。
---The encoding of the page, by its WHATWG name: "utf-8", "gb18030".
---@class charset
---@field declared string? 应答头或 <meta> 声明的，没有声明为 nil。By the header, else by <meta>; nil when neither says.
---@field found string 实际采用的。What the page was read as.
---@field mislabelled boolean 声明与内容不符。It is declared, and the bytes say otherwise.
---@field late_meta boolean 声明在前 1024 字节之后，浏览器可能读不到。Declared only after byte 1024, where browsers may not look.
---@field bom boolean 以 BOM 开头，浏览器以它为准。It begins with a byte order mark, which browsers believe first.

---一个链接或资源地址。A link, or the address of a resource.
---@class link
---@field on "link"
---@field page page 它所在的页面。The page that it is on.
---@field kind string 元素名（"a"、"img"、"meta"）、"css" 或 "script-literal"。The element, "css" or "script-literal".
---@field attr string 属性名（"href"、"src"）；css 为 "url()"、"@import" 或 "style"。The attribute; of css "url()", "@import" or "style".
---@field raw string 属性值：已解码字符引用，未去空白。The value, character references decoded, white space kept.
---@field url string? 绝对地址，含 #；写错则为 nil。The absolute address with its fragment; nil when it is malformed.
---@field scheme string? 协议："https"、"mailto"、"javascript"；地址写错则为 nil。The scheme; nil when the address is malformed.
---@field line integer 行号，从 1 起。The line, from 1.
---@field col integer 列号，从 1 起，按字计。The column, from 1, in code points.
---@field text string 链接文字，没有则取 alt 或 title；空白已合并，最多 120 字。Its text, else alt or title; up to 120 code points.
---@field confidence "high"|"low" "low" 是脚本里的字面地址。"low" is a literal in a script.
---@field nofollow boolean rel=nofollow
---@field why string? 地址写错的原因："no-scheme"、"no-host"、"bad-host"、"bad-port"、"too-long"。Why the address is malformed, or nil.

---一个没有填写的模板地址。An address that is a template still.
---@class template
---@field kind string 元素名。The element.
---@field attr string 属性名。The attribute.
---@field raw string 属性值。The value.
---@field line integer 行号，从 1 起。The line, from 1.
---@field col integer 列号，从 1 起，按字计。The column, from 1, in code points.
