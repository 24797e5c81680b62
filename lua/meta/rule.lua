---@meta
-- 规则的声明，以及 check 报告问题的办法。How a rule is declared, and how check tells what it found.

---中英文写法；只写一种时，另一种语言也用它。In both languages; one alone serves for both.
---@class sentence
---@field zh string?
---@field en string?

---@alias severity "veto"|"deduct"|"bonus"|"error"|"warning"|"info"

---@class rule.declaration
---@field id string 与文件的位置一致：rules/包名/规则.lua 是 "包名/规则"。The place of its file: "pack/name" of rules/pack/name.lua.
---@field title string|sentence 查什么。What it looks for.
---@field basis string? 依据：文件和条款。The provision it rests on.
---@field mark "V"|"M"|"D"|nil 证据等级。The evidence mark.
---@field severity severity 严重程度。How severe a finding is.
---@field on subject|subject[] 查什么对象。What it looks at.
---@field match rule.match? 只查其中哪些。Which of these it looks at.
---@field tags string[]? 标签，供 --rules 选择；有 "optional" 的只在点名时运行。Tags for --rules; one with "optional" runs only when it is chosen.
---@field needs string|string[]? 先要运行的规则。Rules that run before it, and because of it.
---@field after string|string[]? 排在这些规则之后。Rules that it comes after, if they run.
---@field cause string? 归入哪个原因（见 check-links）。The cause it belongs to (see check-links).
---@field args table<string, rule.arg>? 使用者可以设定的参数。What its user may set.
---@field message string|sentence? 查出问题时的说法，{name} 由 params 填写。What is said of a finding; {name} comes from params.
---@field fix string|sentence? 怎么改。What to do about it.
---@field finds "text"|rule.find[]|nil 代替 check：不写代码就查得出的。In place of check: what is found without code.
---@field check (fun(thing: page|link|site|run, report: report, args: table<string, any>): any)? 每个对象调用一次。Called once a thing.
---@field tests rule.test[]? 测试。Its tests.

---@alias subject "page"|"link"|"attachment"|"document"|"site"|"start"|"finish"

---页面、文档的内容；写了的各项都要符合。What is in a page or document; all that is given has to fit.
---@class rule.condition
---@field text string|(string|string[])[]? 文字里有其中一个词。One of these words stands in the text.
---@field source string|string[]? 网页源代码里有其中一个。One of these stands in the source of the page.
---@field title string|string[]? 标题里有其中一个，不分大小写、全角半角。One of these stands in the title; case and width do not matter.
---@field meta string|string[]? 有这个名称的网页标签。The page has a meta tag of this name.
---@field element string|string[]? 有这种元素。The page has such an element.
---@field has sign|sign[]? 有其中一样。One of these is there.
---@field except string|string[]? 这些文字的链接不算 empty-link。Texts of links that do not count as empty-link.
---@field host string|string[]? 在其中一个域名或它下面的域名上。It is on one of these hosts, or below one.
---@field address string|string[]? 路径里有其中一个样子，如 "/t########_#+."。Something like one of these stands in its path.
---@field lacks rule.condition? 其中的一样也没有。Nothing of what it says is there.

---不写代码就查得出的：一个条件和它的词。What is found without code: a condition and its word.
---@class rule.find
---@field word string message 里的 {word}，最多 40 字节。{word} in the message, at most 40 bytes.
---@field text string|(string|string[])[]? 文字里有其中一个词。One of these words stands in the text.
---@field source string|string[]? 网页源代码里有其中一个。One of these stands in the source of the page.
---@field title string|string[]? 标题里有其中一个，不分大小写、全角半角。One of these stands in the title; case and width do not matter.
---@field meta string|string[]? 有这个名称的网页标签。The page has a meta tag of this name.
---@field element string|string[]? 有这种元素。The page has such an element.
---@field has sign|sign[]? 有其中一样。One of these is there.
---@field except string|string[]? 这些文字的链接不算 empty-link。Texts of links that do not count as empty-link.
---@field host string|string[]? 在其中一个域名或它下面的域名上。It is on one of these hosts, or below one.
---@field address string|string[]? 路径里有其中一个样子，如 "/t########_#+."。Something like one of these stands in its path.
---@field lacks rule.condition? 其中的一样也没有。Nothing of what it says is there.
---@field any rule.condition[]? 其中一张表符合。One of these fits.

---@alias sign "resident-id"|"resident-id-15"|"credit-code"|"mobile"|"bank-card"|"passport"|"plate"|"email"|"secrecy-mark"|"landline"|"twin-ids"|"bare-image"|"no-alt"|"bare-link"|"empty-link"|"credentials"|"unpaired"|"mislabelled"|"late-charset"|"date"|"title"|"file"|"no-lang"|"time"|"odd-tel"

---@class rule.match
---@field text string|(string|string[])[]? 文字里有其中一个词。One of these words stands in the text.
---@field also string? 参数的名称：它的各项也是 text 的词。The name of an argument whose entries are words of text as well.
---@field source string|string[]? 网页源代码里有其中一个。One of these stands in the source of the page.
---@field title string|string[]? 标题里有其中一个，不分大小写、全角半角。One of these stands in the title; case and width do not matter.
---@field meta string|string[]? 有这个名称的网页标签。The page has a meta tag of this name.
---@field element string|string[]? 有这种元素。The page has such an element.
---@field has sign|sign[]? 有其中一样。One of these is there.
---@field except string|string[]? 这些文字的链接不算 empty-link。Texts of links that do not count as empty-link.
---@field host string|string[]? 在其中一个域名或它下面的域名上。It is on one of these hosts, or below one.
---@field address string|string[]? 路径里有其中一个样子，如 "/t########_#+."。Something like one of these stands in its path.
---@field lacks rule.condition? 其中的一样也没有。Nothing of what it says is there.
---@field any rule.condition[]? 其中一张表符合。One of these fits.
---@field path string|string[]? 路径的开头，如 "/zwgk/"；链接看它所在的页面。How the path begins; of a link, that of its page.
---@field type string|string[]? 媒体类型，如 "text/html"；以 * 结尾的是开头。Media types; one that ends in * is a beginning.
---@field column string|string[]? office.lua 里栏目的名称或路径。Names or paths of the office's columns.
---@field status integer|integer[]? HTTP 状态码。HTTP status codes.
---@field home boolean? 只看首页。Home pages only.
---@field kind string|string[]? 链接：元素名。Of a link: the element.
---@field scheme string|string[]? 链接：协议。Of a link: the scheme.
---@field suffix string|string[]? 链接：文件名的后缀，如 "doc"。Of a link: how the name of the file ends.
---@field to string|string[]? 链接：它指向的路径的开头。Of a link: how the path begins that it leads to.

---@class rule.arg
---@field type "string"|"integer"|"number"|"boolean"|"list" 类型。The type.
---@field default any 默认值。The value when nobody sets one.
---@field min number? 最小值。The least value.
---@field max number? 最大值。The greatest value.
---@field help string|sentence? 说明。What it is for.

---@class rule.test
---@field name string? 测试的名称。What the test shows.
---@field html string? 页面；这一项、document、attachment、data 和 file 写一个。The page; this, document, attachment, data or file.
---@field document table? 代替页面的文档：type title text meta parts links。A document instead of a page.
---@field attachment table? 代替页面的附件，写它的字段。An attachment instead of a page.
---@field file string? 存页面或文档的文件。A file that holds the page or document.
---@field url string? 页面的地址。The address of the page.
---@field on subject? 当作什么，默认是 on 的第一个合适的。What it is; the first of the rule's that fits.
---@field data table? 不看页面的规则：它看到的内容（site、start、finish 的字段）。Of a rule on no page: the fields that it sees.
---@field status integer? HTTP 状态码。The HTTP status.
---@field charset string? 应答头里的编码。The encoding of its header.
---@field headers table<string, string>? 应答头。Reply headers.
---@field args table<string, any>? 参数的值。Values of the rule's args.
---@field finds integer|rule.expected[] 应当查出几个，或者逐个写明。How many findings, or each of them.

---@class rule.expected
---@field line integer?
---@field col integer?
---@field message string?
---@field evidence string?
---@field severity severity?

---声明一条规则：return rule { … }。Declares a rule: return rule { … }.
---@param declaration rule.declaration
---@return rule.declaration
function rule(declaration) end

---一个问题；字段都可以不写。A finding; every field may be left out.
---@class finding
---@field at link|node|template|nil 问题所在，行号和列号取自它。Where it stands: line and column come from it.
---@field line integer? 行号，从 1 起。The line, from 1.
---@field col integer? 列号，从 1 起。The column, from 1.
---@field selector string? 元素的选择器。A selector of the element.
---@field message string? 代替规则的 message。In place of the message of the rule.
---@field params table<string, any>? message 和 fix 里 {name} 的值。The values of {name} in message and fix.
---@field evidence string? 证明问题的原文。The text that shows it.
---@field fix string? 代替规则的 fix。In place of the fix of the rule.
---@field severity severity? 代替规则的 severity。In place of the severity of the rule.
---@field url string? 不看页面的规则（site、start、finish）：问题在哪个网址。Of a rule on no page: the address in question.

---报告一个问题：report(message) 或 report { … }。Tells a finding: report(message) or report { … }.
---@alias report fun(finding: string|finding)
