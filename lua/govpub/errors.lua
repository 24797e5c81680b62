--[[
What goes wrong, in Chinese: English format → Chinese format.

The English is the one in the C source, which is the key; the conversions
(%s, %d, …) must be the same and in the same order (tests/lint/errors.t).
What only an engineer can act on stays English.
--]]
return {
	-- what doctor finds
	["it says something else than that it is ready"] = "它的回应不正确",
	["it starts and is not ready after %d seconds"] = "启动 %d 秒后仍未就绪",
	["signal %d ended it before it was ready"] = "就绪之前被信号 %d 终止",
	["it ended with status %d before it was ready"] = "就绪之前退出，状态 %d",
	["doctor takes options only, not '%s'"] = "doctor 只有选项，不接受“%s”",

	-- words of the command line
	["--sitemap: %s is no address that begins with http:// or https://"] = "--sitemap：%s 不是以 http:// 或 https:// 开头的网址",
	["--by-owner needs an office.lua whose columns name an owner; see govpub-office(5)"] =
		"--by-owner 要用到 office.lua 里各栏目的责任部门（owner），见 govpub-office(5)",
	["%.300s: is no folder; name a folder"] = "%.300s：不是文件夹；请写文件夹名",
	["%.200s: holds files of others ('%.100s'), which a new report would remove; name another folder"] =
		"%.200s：里面有别的文件（“%.100s”），写入新报告会把它们删掉；请另写一个文件夹",
	["'%.300s': is no name of a folder"] = "“%.300s”：不是文件夹名",
	["--offline asks for nothing, and --fresh for everything: give one of them"] =
		"--offline 什么也不访问，--fresh 全部重新访问：两者只能写一个",
	["%s: the crawl file holds a check of something else"] = "%s：检查记录文件里存的是别的网址的检查",
	["%.300s: there is no such crawl file: nothing was checked yet"] = "%.300s：没有这个检查记录文件，还没有检查过",
	["%.300s: was written by an older version of govpub, which alone can read it; check again, or print it with that version"] =
		"%.300s：是旧版 govpub 写的，只有旧版能读；请重新检查，或者用旧版输出报告",
	["the rules that did not load cannot be read; check again with --fresh"] = "记录中装不上的规则无法读取；请加 --fresh 重新检查",
	["%s: too many rules that do not load"] = "%s：装不上的规则太多",
	["--sitemap and --no-sitemap exclude each other"] = "--sitemap 和 --no-sitemap 不能同时使用",
	["%s is no name of a host, nor a pattern of one like *.example.gov.cn"] = "%s 不是网站域名，也不是 *.example.gov.cn 这样的通配符",
	["--sitemap goes with the address of a site only"] = "--sitemap 只能在检查网址时使用",
	["a message is sent to an address that begins with http:// or https://"] = "通知的地址应当以 http:// 或 https:// 开头",
	["%s: holds a secret, and other users may read or change it; chmod 600 it"] =
		"%s：里面有密钥，却可以被其他用户读取或修改；请先执行 chmod 600",
	["libcrypto has no HMAC-SHA256"] = "libcrypto 不支持 HMAC-SHA256",
	["%s: a secret has 1 to %d bytes"] = "%s：密钥应当是 1 到 %d 个字节",
	["%s: line %d is no report of check-links as JSON or JSON Lines"] = "%s：第 %d 行不是 check-links 的 JSON 或 JSON Lines 报告",
	["%s: is no whole report of check-links as JSON or JSON Lines"] = "%s：不是完整的 check-links JSON 或 JSON Lines 报告",
	["%s: '%s' is not a whole number from %d to %d"] = "%s：“%s”应当是 %d 到 %d 的整数",
	["--secret-file: robots of this form sign nothing; their address is the secret"] =
		"--secret-file：这种机器人不用签名，密钥就在它的地址里",
	["notify sends to one address: govpub notify URL [REPORT]"] = "notify 发往一个地址：govpub notify 地址 [报告]",
	["--failed and --recovered exclude each other"] = "--failed 和 --recovered 不能同时使用",
	["--form: '%s' is none of json, wecom, dingtalk, feishu"] = "--form：“%s”不对，可以写 json、wecom、dingtalk、feishu",
	["%s: not delivered: the answer is not that of such a robot; see --form"] = "%s：没有送达：对方的回应不像这种机器人；请检查 --form",
	["%s: not delivered: the robot answers %s: %s"] = "%s：没有送达：机器人回应 %s：%s",
	["%s: not delivered: %s (%s)"] = "%s：没有送达：%s（%s）",
	["%s: not delivered: it redirects (%d); give the address where it leads"] = "%s：没有送达：对方跳转到别处（%d）；请写跳转后的地址",
	["%s: not delivered: it answers %d"] = "%s：没有送达：对方回应 %d",
	["-o: %s is named twice"] = "-o：%s 写了两次",
	["%s needs a value"] = "%s 后面缺少内容",
	["unknown option %s; 'govpub check-links -h' lists them"] = "没有 %s 这个选项；用 govpub check-links -h 查看全部选项",
	["unknown option %s"] = "没有 %s 这个选项",
	["%s: '%s' is none of %s"] = "%s：“%s”不对，可以写 %s",
	["%s: '%s' is not a number from %ld to %ld"] = "%s：“%s”应当是 %ld 到 %ld 之间的数字",
	["--lang: '%s' is neither zh nor en"] = "--lang：“%s”不对，应当写 zh 或 en",
	["options stand behind the verb: govpub VERB %s"] = "选项写在命令后面：govpub 命令 %s",
	["there is no verb '%s'; 'govpub help' lists them"] = "没有“%s”这个命令；用 govpub help 查看全部命令",
	["no help on '%s'; 'govpub help' lists the verbs"] = "没有关于“%s”的帮助；用 govpub help 查看全部命令",
	["check what? Give an address, a page, a folder or a list of addresses; or go to the folder of an office, whose sites are then checked"] =
		"要检查什么？请写网址、页面文件、文件夹或者地址清单；也可以进入单位文件夹，检查其中列出的网站",
	["history takes one address or path: govpub history URL"] = "history 后面写一个网址或路径：govpub history 网址",
	["%s: no check remembers it"] = "%s：没有哪一次检查记录过它",
	["%s/office.lua names no site: add one with its url, or give an address"] =
		"%s/office.lua 里没有列出网站：请在 sites 里写上网站的 url，或者在命令后面写网址",
	["%s: neither here nor above is an office.lua; 'govpub init' makes one"] =
		"%s：这里和上级文件夹里都没有 office.lua；用 govpub init 建立",
	["unknown option %s; 'govpub %s -h' lists them"] = "没有 %s 这个选项；用 govpub %s -h 查看全部选项",
	["--store: the name is too long"] = "--store：文件名太长",
	["check-links has no such cause; govpub-check-links(1) lists them"] = "check-links 没有这个原因；全部原因见手册 govpub-check-links(1)",
	["a script takes %d arguments at most"] = "脚本最多接受 %d 个参数",
	["argument %d of the script is not UTF-8"] = "脚本的第 %d 个参数不是 UTF-8 编码",
	["%s/office.lua: rules.%s: there is no rule '%s'"] = "%s/office.lua：rules.%s 里的规则“%s”不存在",
	["%s/office.lua:%u: the rule '%s' has no argument '%s'; 'govpub rules show %s' lists them"] =
		"%s/office.lua 第 %u 行：规则“%s”没有“%s”这个参数；用 govpub rules show %s 查看",
	["%s/office.lua:%u: rules.args: '%s' must be of type %s"] = "%s/office.lua 第 %u 行：rules.args：“%s”的类型应当是 %s",
	["%s/office.lua:%u: rules.args: '%s' is outside of what the rule allows"] =
		"%s/office.lua 第 %u 行：rules.args：“%s”超出了规则允许的范围",
	["%s: there is no rule in this folder"] = "%s：这个文件夹里没有规则",
	["there is a Chinese or full-width mark; quotes, commas and brackets of a program are those of the English keyboard"] =
		"这里有中文标点或全角字符；程序里的引号、逗号、括号要用英文输入法来打",
	["%s expected, got %s: call it with a colon, as in %s:name(...)"] = "应当是 %s，这里是 %s：要用冒号调用，写成 %s:名称(...)",
	["links_where: '%s' must be a string"] = "links_where：“%s”应当是一段文字",
	["%s: the name of the folder is too long"] = "%s：文件夹名太长",
	["a terminal cannot show HTML; name a file, for example -o report.html"] =
		"HTML 报告不能显示在终端上；请写文件名，例如 -o report.html",
	["a terminal cannot show a workbook; name a file, for example -o links.xlsx"] =
		"表格文件不能显示在终端上；请写文件名，例如 -o links.xlsx",
	["preview serves one folder: govpub preview [--port N] DIR"] = "请写一个要预览的文件夹：govpub preview [--port N] DIR",
	["fetch asks for one address: govpub fetch URL"] = "请写一个要取的网址：govpub fetch URL",
	["--head asks for no content that -o could save"] = "--head 只取响应头，没有内容可用 -o 保存",
	["--json and -o - would both write to standard output"] = "--json 和 -o - 都要写到标准输出，只能用一个",
	["--header: write 'https://www.example.gov.cn Name: value'; the origin comes first, and the header goes nowhere else"] =
		"--header：请写成“https://www.example.gov.cn 名称: 值”；网址在前，这个请求头只发给它",
	["--auth: write https://www.example.gov.cn=FILE, or =env:NAME for a variable; the name and the password stand there and nowhere else"] =
		"--auth：写成 https://www.example.gov.cn=文件，或者 =env:环境变量名；用户名和密码只写在那里",
	["--auth: %.*s has credentials already"] = "--auth：%.*s 已经有登录信息了",
	["%s: is no file"] = "%s：不是文件",
	["%s: holds a secret, and others can read it; 'chmod 600' keeps it to you"] = "%s：里面有密码，别人也能读；请用 chmod 600 设为只有自己能读",
	["%s: is too long"] = "%s：内容太长",
	["there is no environment variable %s"] = "没有 %s 这个环境变量",
	["%s: must hold one line, USER:PASSWORD or Bearer TOKEN"] = "%s：里面应当只有一行，写 用户名:密码 或者 Bearer 令牌",
	["must have names of hosts as names, in lower case, or patterns like *.example.gov.cn"] =
		"里的名称必须是网站域名（小写），或者 *.example.gov.cn 这样的通配符",
	["must have addresses as names, with http:// or https://"] = "里的名称必须是以 http:// 或 https:// 开头的网址",
	["--remap: write https://www.example.gov.cn/=http://127.0.0.1:8000/, two addresses without ? and #"] =
		"--remap：写成 https://www.example.gov.cn/=http://127.0.0.1:8000/，两个网址都不能带 ? 和 #",
	["--proxy: write http://HOST:PORT, https://HOST:PORT, socks5h://HOST:PORT or none; a login goes to --auth"] =
		"--proxy：写成 http://主机:端口、https://主机:端口、socks5h://主机:端口，或者 none；登录信息写在 --auth 里",
	["must be none, or the address of a proxy with http://, https:// or socks5h:// and without a login"] =
		"必须是 none，或者以 http://、https:// 或 socks5h:// 开头的代理地址，不带用户名和密码",
	["the proxy %s cannot be used; nothing was checked (%s)"] = "代理 %s 不能用，什么也没有检查（%s）",
	["--remap: %s has a place already"] = "--remap：%s 已经写过了",
	["must be from 0 to 60"] = "必须在 0 到 60 之间",
	["must be the path of a file, or env: and the name of a variable"] = "必须是文件路径，或者 env: 加环境变量名",
	["%s: '%.*s' is not an origin like https://www.example.gov.cn"] =
		"%s：“%.*s”不是 https://www.example.gov.cn 这样的网址",
	["neither XDG_STATE_HOME nor HOME is set; name a file with --store"] =
		"没有设置 XDG_STATE_HOME 或 HOME；请用 --store 指定一个文件",

	-- offices and their scripts
	["init makes one folder: govpub init [--example] DIR"] = "请写一个文件夹的名称：govpub init [--example] DIR",
	["%s: is no folder"] = "%s：不是文件夹",
	["%s: cannot be made"] = "%s：无法建立",
	["%s: has files and no office.lua; name an empty folder or a new one"] =
		"%s：里面有文件，但没有 office.lua；请换一个空文件夹，或者写一个新名称",
	["%s: is an office already; the sample goes into an empty folder or a new one"] =
		"%s：已经是一个单位的文件夹；样例请放到空文件夹或者新文件夹里",
	["new makes one rule or report: govpub new rule NAME"] = "请这样写：govpub new rule 规则的编号，或 govpub new report 格式的编号",
	["new: the word rule or report is missing before the name: govpub new rule %s"] =
		"new：编号前面少写了 rule，应当是 govpub new rule %s",
	["new: '%s' cannot be made; this version makes: rule, report"] = "new：不能新建“%s”；这个版本能新建：rule（规则）、report（报告格式）",
	["'%s' is no name for a report; write a-z, 0-9, - and _"] = "“%s”不能作报告格式的编号；只用小写字母、数字、- 和 _",
	["'%s' is no name for a rule; write a-z, 0-9, - and _, with at most one folder: policy/number"] =
		"“%s”不能作规则的编号；只能用小写字母、数字、- 和 _，最多放在一层文件夹里，例如 policy/number",
	["%s: there is no office.lua here or above; govpub init DIR makes an office"] =
		"%s：这里和上层文件夹都没有 office.lua；用 govpub init DIR 建立",
	["%s: a shipped rule has this name; choose another, or to replace it begin with govpub rules show --source %s"] =
		"%s：程序自带的规则已经用了这个编号，请换一个；要替换自带的规则，先把它的全文复制过来：govpub rules show --source %s",
	["%s: exists already; nothing was changed"] = "%s：已经存在，没有改动",

	["there is no lesson '%s'; 'govpub workshop list' shows them"] = "没有编号为“%s”的练习；用 govpub workshop list 查看",
	["which lesson? 'govpub workshop list' shows their numbers"] = "请写练习的编号；用 govpub workshop list 查看",
	["start a lesson where? govpub workshop start N DIR"] = "请写放练习的文件夹：govpub workshop start 编号 文件夹",
	["%s: has files already; a lesson starts in an empty folder or a new one"] =
		"%s：里面已有文件；请换一个空文件夹，或者写一个新名称",
	["%s: no lesson was started here; see 'govpub workshop list'"] =
		"%s：这里没有开始过练习；用 govpub workshop list 查看怎样开始",
	["workshop: '%s' is none of list, start, check"] = "workshop：没有“%s”这个用法，可以写 list（列表）、start（开始）、check（检查）",
	["workshop: '%s' is too much"] = "workshop：多写了“%s”",

	-- what is to be checked
	["%s: no such file or folder, and no address either"] = "%s：没有这个文件或文件夹，也不是网址",
	["%s: neither a page (.html), a list of addresses (.txt) nor a folder"] =
		"%s：既不是页面（.html）、地址清单（.txt），也不是文件夹",
	["%s: not a valid address"] = "%s：不是正确的网址",
	["%s: only http:// and https:// can be checked"] = "%s：只能检查 http:// 和 https:// 开头的网址",
	["%s: only http:// and https:// can be fetched"] = "%s：只能取 http:// 和 https:// 开头的网址",
	["the address is longer than %d bytes"] = "网址超过 %d 个字节",
	["%s: several addresses can be checked together, files and folders one at a time"] =
		"%s：几个网址可以一起检查，文件和文件夹一次只能检查一个",
	["%s: no address in it (one a line)"] = "%s：里面没有地址（每行写一个）",
	["%s:%ld: longer than any address"] = "%s 第 %ld 行：太长，不会是地址",
	["%s: cannot be read"] = "%s：无法读取",
	["%s/%s: cannot be read"] = "%s/%s：无法读取",
	["%s: cannot be opened as a folder"] = "%s：无法作为文件夹打开",

	-- the network and the workers
	["the network cannot be reached from this machine; nothing was checked"] = "这台电脑连不上网络，什么也没有检查",
	["the network cannot be reached from this machine; nothing was fetched"] = "这台电脑连不上网络，什么也没有取到",
	["names cannot be looked up (%s); is the network connected? Nothing was checked"] =
		"无法解析域名（%s），请检查网络连接；什么也没有检查",
	["no parse worker can be started: this system refuses what its jail needs (see 'govpub -x parse' under strace)"] =
		"无法启动读取页面的进程：这个系统不允许它所需要的隔离（请技术人员用 strace 查看 govpub -x parse）",
	["no parse worker could be started; run 'govpub -x parse' under strace to see what the system refuses"] =
		"无法启动读取页面的进程；请技术人员用 strace 查看 govpub -x parse 被系统拒绝的原因",
	["cannot listen on 127.0.0.1 port %d"] = "无法使用本机的 %d 端口",

	-- files
	["standard output"] = "标准输出",
	["%.300s: cannot write"] = "%.300s：无法写入",
	["%.300s: not written; free some space"] = "%.300s：没有写成，请腾出磁盘空间",
	["%.300s: the reader has gone away"] = "%.300s：接收输出的程序已经退出",
	["%.300s: cannot write in its folder"] = "%.300s：无法在它的文件夹里写入",
	["%.300s: is a folder; name a file"] = "%.300s：是文件夹，请写文件名",
	["%.300s: cannot be replaced"] = "%.300s：无法替换",
	["%.300s: lies on a %s file system, where file locks and SQLite's log are not safe; put the crawl file on a local disk"] =
		"%.300s：在 %s 文件系统上，文件锁和数据库日志不可靠；请放到本机磁盘",
	["another check is using %.300s"] = "另一项检查正在使用 %.300s",
	["%.300s: is a database of another program; name another crawl file"] = "%.300s：是别的程序的数据库，请换一个文件",
	["%.300s: its disk (or that of the temporary folder) is full; free some space and check again, what was stored so far is kept"] =
		"%.300s：所在磁盘（或临时文件夹的磁盘）已满；腾出空间后再检查，已经保存的不会丢失",
	["%.300s: file or folder is write-protected"] = "%.300s：文件或文件夹不允许写入",
	["%.300s: cannot make the crawl file"] = "%.300s：无法建立检查进度文件",
	["%.300s: cannot open the crawl file"] = "%.300s：无法打开检查进度文件",
	["%.300s: is no file; name another crawl file"] = "%.300s：不是文件，请换一个",
	["%.300s: cannot be made"] = "%.300s：无法建立",
	["%.300s: is no folder"] = "%.300s：不是文件夹",
	["the links of %s are damaged in the crawl file; check again with --fresh"] =
		"%s 的链接记录已损坏；请加 --fresh 重新检查",

	-- files that people write: where
	["%s:%u: "] = "%s 第 %u 行：",
	["%s: "] = "%s：",

	-- what a value is
	["nothing"] = "空值",
	["true or false"] = "true 或 false",
	["a whole number"] = "整数",
	["a number"] = "数字",
	["a string"] = "文字（写在引号里）",
	["a list"] = "列表",
	["a table with names"] = "带名称的表（{ 名称 = 值 }）",
	["a function"] = "函数",
	[" or "] = "或者",

	-- a table read as data
	["%sthe file is larger than %d bytes"] = "%s文件超过 %d 个字节",
	["%sthis is not UTF-8; save the file in the encoding UTF-8"] = "%s不是 UTF-8 编码；请另存为 UTF-8 编码",
	["%sa NUL byte cannot stand here; remove it"] = "%s这里有空字符（NUL），请删除",
	["%sthe invisible character U+%04X turns the direction of writing; remove it"] =
		"%s有一个看不见的字符 U+%04X，会改变文字的显示方向，请删除",
	["%s%s: %s"] = "%s%s：%s",
	["a string has no end in its line"] = "文字在这一行里缺少结尾的引号",
	["a [[ string has no end"] = "[[ 开始的文字没有结束",
	["a --[[ comment has no end"] = "--[[ 开始的注释没有结束",
	["a backslash stands before a character that needs none; for a backslash write two"] =
		"这个反斜杠后面的字符不需要转义；要写反斜杠本身，请写两个",
	["the number after a backslash is larger than 255"] = "反斜杠后面的数字超过 255",
	["two hexadecimal digits must follow a backslash and x"] = "反斜杠和 x 后面应当是两位十六进制数字",
	["a backslash and u must be followed by the number of a character in braces"] =
		"反斜杠和 u 后面应当是花括号和其中的字符编号",
	["this is no number"] = "这不是正确的数字",
	["this character is no Lua; names and signs are those of a plain English keyboard"] =
		"这里不能用这个字符；名称和标点请用英文半角",
	["%sthis file is data, and '%s' is a program; write the value itself"] =
		"%s这个文件只放数据，“%s”是程序；请直接写值",
	["%sthe file ends where %s is missing"] = "%s文件到此为止，缺少%s",
	["%s%s is missing before '%s'"] = "%s缺少%s，在“%s”之前",
	["a comma or '}'"] = "逗号或 }",
	["a value"] = "值",
	["a key in quotation marks"] = "写在引号里的名称",
	["%sthe number '%s' is too large"] = "%s数字“%s”太大",
	["%s'%s' is given twice, first in line %u"] = "%s“%s”写了两次，第一次在第 %u 行",
	["%stables stand more than %d deep in one another"] = "%s表格嵌套超过 %d 层",
	["%sthe table that begins here has no '}'"] = "%s从这里开始的表缺少结尾的 }",
	["%sa table has a name for every entry or for none; this one mixes them"] =
		"%s一个表里，各项要么都有名称，要么都没有；这里混在一起了",
	["%sthe file must begin with 'return %s'"] = "%s文件应当以“return %s”开头",
	["%snothing may follow the table, but '%s' does"] = "%s表的后面不能再有内容，却有“%s”",

	-- a table against its schema
	["%sunknown key '%s'; did you mean '%s'? Allowed: %s"] = "%s没有“%s”这一项；是不是“%s”？可以写：%s",
	["%sunknown key '%s'. Allowed: %s"] = "%s没有“%s”这一项。可以写：%s",
	["%s'%s' cannot be '%s'; did you mean '%s'? Allowed: %s"] = "%s“%s”不能是“%s”；是不是“%s”？可以写：%s",
	["%s'%s' cannot be '%s'. Allowed: %s"] = "%s“%s”不能是“%s”。可以写：%s",
	["%s'%s' must be %s, not %s"] = "%s“%s”应当是%s，不能是%s",
	["%s'%s' must be from %lld to %lld, not %lld"] = "%s“%s”应当在 %lld 到 %lld 之间，不能是 %lld",
	["%s'%s' must have from %lld to %lld entries, not %lld"] = "%s“%s”应当有 %lld 到 %lld 项，现在是 %lld 项",
	["%s'%s' is missing"] = "%s缺少“%s”",
	["%s'%s' %s"] = "%s“%s”%s",

	-- what office.lua says
	["must be one line of text"] = "应当写在一行里",
	["must not be empty"] = "不能为空",
	["must be made of a-z, 0-9, '_' and '-'"] = "只能用小写字母 a-z、数字、_ 和 -",
	["must be the id of a rule, like pages/title"] = "应当是规则的编号，例如 pages/title",
	["must have ids of rules as names, like pages/title"] = "里面的名称应当是规则的编号，例如 pages/title",
	["must be an address that begins with http:// or https://"] = "应当是 http:// 或 https:// 开头的网址",
	["must be the name of a host, or a pattern like *.example.gov.cn"] = "必须是网站域名，或者 *.example.gov.cn 这样的通配符",
	["must begin with /"] = "应当以 / 开头",
	["must lie beneath the folder of office.lua, or begin with /"] =
		"应当在 office.lua 所在的文件夹里面，或者以 / 开头",
	["%s'%s' is '%s', which line %u has already"] = "%s“%s”是“%s”，与第 %u 行重复",
	["%s'%s' is '%s', but no department has this id"] = "%s“%s”写的是“%s”，但没有这个编号的部门",
	["%seither 'url' or 'folder' must be given, and not both"] = "%s“url”和“folder”要写一个，也只能写一个",
	["%sa site with 'folder' must be the only one; several sites all have 'url'"] =
		"%s写“folder”的网站只能有一个；有几个网站时都要写“url”",

	-- what a rule asks for and cannot have
	["this page is gone: a rule keeps nothing between pages"] = "这个页面已经处理完了：规则不能把一页的内容留到下一页",
	["%s is read-only"] = "%s 是只读的",
	["%s has no field %s; it has: %s"] = "%s 没有字段 %s；它有：%s",
	["%s has no field %s; it is a sequence: #%s, %s[1]"] = "%s 没有字段 %s；它是序列，这样用：#%s、%s[1]",
	["%s has no field %s; it is looked up by name"] = "%s 没有字段 %s；它按名称查找",
	["the page is too large or too deeply nested for selectors"] = "页面太大或者嵌套太深，不能用选择器查找",
	["the selector is longer than %d bytes"] = "选择器超过 %d 字节",
	["the selector, character %zu: %s; allowed are names, *, .class, #id, [a], [a=v], [a~=v], [a^=v], [a$=v], [a*=v], "
		.. ":first-child, :last-child, :nth-child(1), :not(…), and between them a space, >, + and a comma"] =
		"选择器第 %zu 个字：%s；可以用元素名、*、.class、#id、[a]、[a=v]、[a~=v]、[a^=v]、[a$=v]、[a*=v]、"
		.. ":first-child、:last-child、:nth-child(1)、:not(…)，它们之间可以用空格、>、+ 和逗号",
	["a name is missing, or begins with what no name begins with"] = "缺少名称，或者名称的开头不对",
	["the quotation mark is not closed"] = "引号没有配对",
	["there are no escapes in values"] = "值里不能用反斜杠转义",
	["] is missing here"] = "这里缺少“]”",
	[") is missing here"] = "这里缺少“)”",
	[":nth-child takes one number from 1 up"] = ":nth-child 里写一个从 1 起的数",
	["this is no condition that is known here"] = "没有这种条件",
	["the selector has too many parts"] = "选择器的条件太多",
	["this has no place here"] = "这里不能这样写",
	["%s is no address: %s"] = "%s不是网址：%s",
	["this"] = "这",
	["the base"] = "base ",
	["the text is not UTF-8"] = "文字不是 UTF-8",
	["the text is too long"] = "文字太长",
	["text.fold: the text is too long"] = "text.fold：文字太长",
	["the text is longer than 4 MiB"] = "文字超过 4 MiB",
	["the value is larger than 256 KiB"] = "这个值超过 256 KiB",
	["links_where: '%s' must be a string"] = "links_where：“%s”必须是字符串",
	["links_where: unknown key '%s'; allowed: kind raw text"] = "links_where：不认识“%s”；可以写 kind raw text",
	["the value is larger than 256 KiB"] = "值超过 256 KiB",
	["the text is longer than 4 MiB"] = "文字超过 4 MiB",
	["links_where: '%s' must be a string"] = "links_where：“%s”应当是文字",
	["links_where: unknown key '%s'; allowed: kind raw text"] = "links_where：没有“%s”这一项；可以写：kind raw text",

	-- what a script asks for and does not get
	["there is no '%s%s%s'; is the name right, or a 'local' missing?"] =
		"没有 %s%s%s；请检查名称是否写对，或者前面少了 local",
	["'%s%s%s' is not available to scripts: %s"] = "脚本不能用 %s%s%s：%s",
	["'%s' has only names"] = "%s 只能按名称取值",
	["a script reads and writes no files; everything it needs comes in as arguments"] =
		"脚本不读写文件，需要的内容都作为参数传进来",
	["a script starts no programs and sees neither clock nor environment"] = "脚本不启动程序，也看不到时钟和环境变量",
	["it would open every door of the sandbox"] = "它会打开沙箱的所有门",
	["modules come from the lib folder of the script's own pack; use require"] =
		"模块放在脚本所在文件夹的 lib 里，用 require 取",
	["the limits on time hold for one thread of a script"] = "时间限制只管脚本的一条执行线",
	["code comes only from files that can be read and checked"] = "代码只能来自看得到、查得了的文件",
	["use require for a file in the lib folder of the pack"] = "lib 文件夹里的文件用 require 取",
	["this script belongs to no pack, so there is no lib folder"] = "这个脚本没有 lib 文件夹",
	["memory is looked after by the program"] = "内存由程序管理",
	["a rule says what it found with report(...), a script returns its result"] =
		"规则用 report(...) 报告问题，脚本用 return 交出结果",
	["bytecode is not accepted anywhere"] = "任何地方都不接受字节码",
	["scripts see no addresses"] = "脚本看不到内存地址",
	["cannot change a protected metatable"] = "受保护的元表不能改",
	["scripts have no finalizers"] = "脚本不能有终结函数",
	["%s: it holds invisible characters that change the order of what you read"] =
		"%s：里面有看不见的字符，会让看到的次序与实际不同，请删除",
	["require: this pack has no lib/%s.lua"] = "require：这里没有 lib/%s.lua",

	-- what is wrong with a report or a result
	["report: 'at' is a link or a node of the page"] = "report：at 应当是页面的链接或元素",
	["report: unknown key '%s'; allowed: at col evidence fix line message params selector severity"] =
		"report：没有“%s”这一项；可以写：at col evidence fix line message params selector severity",
	["report: it works only while check() runs"] = "report：只能在 check 运行时使用",
	["report: more than %d findings on one page; say it once"] = "report：一个页面上超过 %d 个问题；同样的问题请只报告一次",
	["report: all findings of a page are more than the program takes"] = "report：一个页面上的问题太多，程序收不下",
	["report: '%s' is a string, or a table with zh and en"] = "report：“%s”应当是文字，或者写着 zh 和 en 的表",
	["report: '%s' must be a whole number from 1"] = "report：“%s”应当是从 1 起的整数",
	["report: '%s' must be a string"] = "report：“%s”应当是文字",
	["report: give it a string or a table with names"] = "report：应当给它文字，或者带名称的表",
	["report: '%s' is no severity (veto, deduct, bonus, error, warning, info, unchecked)"] =
		"report：没有“%s”这种严重程度（veto、deduct、bonus、error、warning、info、unchecked）",
	["a key is neither a name nor a positive index"] = "表里有的键既不是名称，也不是从 1 起的序号",
	["it has both names and indexes; use one kind"] = "名称和序号混在一个表里，请只用一种",
	["it is a list with more holes than values"] = "这个列表空着的比有值的还多",
	["a name in it is not UTF-8"] = "里面有的名称不是 UTF-8",
	["it is nested deeper than 32 tables, or contains itself"] = "嵌套超过 32 层，或者包含了自己",
	["it is infinite or not a number"] = "它是无穷大，或者不是数字",
	["the string is not UTF-8"] = "文字不是 UTF-8",
	["the whole is larger than %d KiB"] = "全部内容超过 %d KiB",
	["the whole is larger than %d MiB"] = "全部内容超过 %d MiB",
	["it is an object of the program, no data"] = "它是程序的对象，不是数据",
	["it is a function, no data"] = "它是函数，不是数据",
	["%s: %s"] = "%s：%s",
	["%s:%u: %s"] = "%s 第 %u 行：%s",

	-- files of rules
	["%s: more than %d script files"] = "%s：脚本文件超过 %d 个",
	["%s: this is no file with a script"] = "%s：这不是脚本文件",
	["%s: a script may have %d KiB at most"] = "%s：一个脚本最多 %d KiB",
	["%s: the name is too long, not UTF-8, or has control characters"] = "%s：文件名太长、不是 UTF-8，或者含有控制字符",
	["not run: the rule was stopped three times"] = "没有运行：这条规则已经三次被停掉",
	["is longer than 2000 bytes"] = "超过 2000 字节",
	["%s: the name is too long, not UTF-8, or has control characters"] = "%s：文件名太长，不是 UTF-8，或者有控制字符",
	["%s: the file of a rule ends with 'return rule { ... }'"] = "%s：规则文件应当写成“return rule { ... }”",
	["%s: the script raised %s instead of a message"] = "%s：脚本出错，但给出的是 %s，不是文字",
	["there is no rule or pack '%.*s'; 'govpub rules list' shows them"] =
		"没有“%.*s”这条规则或者这组规则；用 govpub rules list 查看",
	["%s:%u: args.%s: the default must be of type %s"] = "%s 第 %u 行：args.%s：default 的类型应当是 %s",
	["%s: its arguments are larger than 60 KB"] = "%s：参数超过 60 KB",
	["%s:%u: tests[%zu]: give html = '…' or file = 'name', one of the two"] =
		"%s 第 %u 行：tests[%zu]：html = '…' 和 file = '文件名' 要写一个，也只能写一个",
	["id is '%.150s', and the place of the file makes it '%.150s'; change the one or the other"] =
		"id 写的是“%.150s”，按文件的位置应当是“%.150s”；请改 id，或者移动文件",
	["an id has small letters, digits, - and _, and / after the pack"] =
		"id 只能用小写字母、数字、- 和 _，文件夹后面写 /",
	["title is empty; give it a string, or zh and en"] = "title 是空的；请写文字，或者分别写 zh 和 en",
	["the rule could not be loaded again"] = "这条规则无法再次加载",

	-- the process that runs scripts
	["this system offers no jail for scripts (neither Landlock nor seccomp), so only shipped rules run; see 'govpub doctor'"] =
		"这个系统没有隔离脚本的办法（Landlock 和 seccomp 都没有），只能运行自带的规则；见 govpub doctor",
	["no memory for a Lua state"] = "内存不够，无法运行脚本",
	["the scripts are too large to load together (64 MiB)"] = "全部脚本加起来太大（超过 64 MiB）",
	["too much for one request to a script (64 KiB)"] = "一次交给脚本的内容太多（超过 64 KiB）",
	["no script worker can be started"] = "无法启动运行脚本的进程",
	["the script worker takes no more requests"] = "运行脚本的进程不再接受请求",
	["the script worker said what it may not say"] = "运行脚本的进程给出了不合规定的回应，已经停掉",
	["the script worker ended"] = "运行脚本的进程中途退出了",
	["the page is larger than %d MiB"] = "页面超过 %d MiB",
	["%s: stopped: it used more than %d seconds of processor time"] = "%s：已经停掉：运算超过 %d 秒",
	["%s: stopped: it took longer than %d seconds"] = "%s：已经停掉：运行超过 %d 秒",
	["%s: stopped: it used more than %d MiB of memory"] = "%s：已经停掉：内存超过 %d MiB",
	["%s: stopped: it kept more than %d MiB of memory after its end"] = "%s：已经停掉：运行结束后还占着超过 %d MiB 的内存",
	["%s: stopped: it kept more than %d MiB of memory after its end"] = "%s：已经停掉：结束以后还占着 %d MiB 以上内存",
	["not run: the rule was stopped three times"] = "没有运行：这条规则已经被停掉三次",
	["%s: stopped: it made the interpreter crash"] = "%s：已经停掉：它让解释器崩溃了",
	["%s; this was the third time, so the rule is left out for the rest of the check"] =
		"%s；已经是第三次，这次检查后面的页面不再用这条规则",

	-- govpub rules, run and page
	["--fail-on: '%s' is none of error, warning, info, never"] = "--fail-on：“%s”不对，可以写 error、warning、info、never",
	["the output is larger than 64 MiB; name fewer rules or pages"] = "输出超过 64 MiB；请少写几条规则或者几个页面",
	["rules run: on which page? Give an address or a file"] = "rules run：要查哪个页面？请写网址或者文件",
	["rules show: which rule? 'govpub rules list' names them"] = "rules show：要看哪条规则？用 govpub rules list 查看全部",
	["rules: '%s' is none of list, show, lint, test, run"] = "rules：没有“%s”；可以写 list、show、lint、test、run",
	["rules: what to do? One of list, show, lint, test, run"] = "rules：要做什么？请写 list、show、lint、test、run 中的一个",
	["%s%s: there is no such file"] = "%s%s：没有这个文件",
	["%s%s: no file within that folder"] = "%s%s：不是那个文件夹里面的文件",
	["%s: a shipped rule has its pages inside"] = "%s：自带规则的测试页面都写在规则里面",
	["found: line %u, column %u: %s"] = "查出：第 %u 行第 %u 列：%s",
	["expected findings: %zu, got: %zu"] = "应当查出 %zu 个问题，实际查出 %zu 个",
	["finding %zu: %s should be %lld, and is %u"] = "第 %zu 个问题：%s 应当是 %lld，查出的是 %u",
	["finding %zu: %s should have '%s'"] = "第 %zu 个问题：%s 里应当有“%s”",
	["finding %zu: severity should be '%s', and is '%s'"] = "第 %zu 个问题：severity 应当是“%s”，查出的是“%s”",
	["the error is the same as in the test above"] = "错误与上一个测试相同",
	["run which script? Give the name of its file"] = "要运行哪个脚本？请写文件名",
	["give one page: its address or its file"] = "请写一个页面：网址或者文件",
	["%s: there is no page to look at (%s, status %d)"] = "%s：没有取到页面（%s，状态码 %d）",
	["%s: this is a folder; name a page in it"] = "%s：这是文件夹，请写其中的一个页面",
	["%s: larger than %d MiB"] = "%s：超过 %d MiB",
	["--url: '%s' is no address with http:// or https://"] = "--url：“%s”不是 http:// 或 https:// 开头的网址",

	-- files that are read
	["the file is empty"] = "文件是空的",
	["the file is larger than 16 MiB"] = "文件超过 16 MiB",
	["this is an old format (.doc, .xls, .wps, .et); save it as .docx or .xlsx"] =
		"这是旧格式（.doc、.xls、.wps、.et），请另存为 .docx 或 .xlsx",
	["this is a binary workbook (.xlsb); save it as .xlsx"] = "这是二进制工作簿（.xlsb），请另存为 .xlsx",
	["OFD files are not read; give the .docx or .xlsx it was made from, or the web page"] =
		"不读取 OFD 文件；请提供原来的 .docx、.xlsx 或者网页",
	["OpenDocument files are not read; save it as .docx or .xlsx"] = "不读取 OpenDocument 文件，请另存为 .docx 或 .xlsx",
	["this is a zip file without a document that can be read, or it is damaged"] =
		"这个压缩包里没有可以读取的文档，或者文件已损坏",
	["the file is protected by a password; save it without one"] = "文件有密码，请去掉密码后另存",
	["PDF files are not read; give the .docx or .xlsx it was made from, or the web page"] =
		"不读取 PDF 文件；请提供原来的 .docx、.xlsx 或者网页",
	["RTF files are not read; save it as .docx"] = "不读取 RTF 文件，请另存为 .docx",
	["images are not read; give the .docx or .xlsx it was made from, or the web page"] =
		"不读取图片；请提供原来的 .docx、.xlsx 或者网页",
	["the text is in UTF-16; save it as UTF-8"] = "文字是 UTF-16 编码，请另存为 UTF-8",
	["this is no file that can be read: give .xlsx, .docx, .html or .md"] =
		"这种文件不能读取；请提供 .xlsx、.docx、.html 或 .md",
	["the process that reads files said what it may not say"] = "读取文件的进程给出了不合规定的回应，已经停掉",
	["the process that reads files cannot be started; see 'govpub doctor'"] = "无法启动读取文件的进程；见 govpub doctor",
	["reading the file takes longer than %d seconds"] = "读取文件超过 %d 秒",
	["reading the file takes too much memory"] = "读取文件所需的内存太多",
	["the file is damaged in a way that ended the process that read it"] = "文件损坏，读取它的进程中途退出了",
	["the file does not make a document: %s"] = "文件内容不成文档：%s",
	["the file is damaged: it cannot be unpacked"] = "文件已损坏：无法解开",
	["the file is damaged: a part has a forbidden name"] = "文件已损坏：有个部分的名称不合规定",
	["the file is damaged: a part is there twice"] = "文件已损坏：有个部分出现两次",
	["the file is damaged: a part is missing"] = "文件已损坏：缺少一个部分",
	["the file is damaged: a part of it is no well-formed XML"] = "文件已损坏：有个部分不是正确的 XML",
	["the file is damaged: its parts lie too deep inside one another"] = "文件已损坏：内容嵌套太深",
	["the file holds a document type declaration, which no office program writes"] =
		"文件含有文档类型声明（DTD），办公软件不会这样写，拒绝读取",
	["the file is packed in a way that office files are not"] = "文件的压缩方式与办公文件不符",
	["the file consists of more than 5,000 parts"] = "文件包含 5000 个以上的部分",
	["a part of the file is larger than 32 MiB when unpacked"] = "文件的一个部分解开后超过 32 MiB",
	["the file is larger than 64 MiB when unpacked"] = "文件解开后超过 64 MiB",
	["a part of the file is packed so tightly that it can only be meant to do harm"] =
		"文件的一个部分压缩比异常，疑似恶意文件，拒绝读取",
	["a part of the file refers to more than 20,000 others"] = "文件的一个部分引用了 20000 个以上的其他部分",
	["there is no memory to read the file"] = "内存不够，无法读取文件",
	["this is no workbook, or it is damaged"] = "这不是工作簿，或者文件已损坏",
	["the workbook has more than 1,000 sheets"] = "工作簿的工作表超过 1000 张",
	["the workbook has more than 1,000,000 texts"] = "工作簿的文字超过 100 万条",
	["the workbook has more than 65,536 cell formats"] = "工作簿的单元格格式超过 65536 种",
	["a cell of the workbook holds more than 1 MiB of text"] = "工作簿的一个单元格文字超过 1 MiB",
	["a sheet has more than 100,000 merged cells"] = "一张工作表的合并单元格超过 10 万个",
	["a sheet has more than 5,000 rows between its first cell and its last; delete what stands far below, or split the file"] =
		"一张工作表从第一格到最后一格超过 5000 行；请删去远处的内容，或者拆分文件",
	["a sheet has more than 64 columns between its first cell and its last; delete what stands far to the right, or split the file"] =
		"一张工作表从第一格到最后一格超过 64 列；请删去远处的内容，或者拆分文件",
	["the tables have more than 100,000 cells; split the file"] = "表格的单元格超过 10 万个，请拆分文件",
	["the workbook is damaged: a cell says what it may not say"] = "工作簿已损坏：有个单元格的内容不合规定",
	["the workbook is damaged: a row or cell says what it may not say"] = "工作簿已损坏：有一行或者一个单元格的内容不合规定",
	["the workbook is damaged: a cell is there twice"] = "工作簿已损坏：有个单元格出现两次",
	["the workbook is damaged: merged cells lie over one another"] = "工作簿已损坏：合并的单元格互相重叠",
	["this is no Word file, or it is damaged"] = "这不是 Word 文件，或者文件已损坏",
	["the file has more than 5,000 styles or lists"] = "文件的样式或者列表超过 5000 种",
	["the file has more than can be read: 20,000 paragraphs, 64 columns, 5,000 rows or 100,000 cells of tables, or 8 MiB in all; split it"] =
		"文件太大，不能读取：最多 20,000 段，表格最多 64 列、5,000 行、合计 100,000 个单元格，总共 8 MiB；请拆分",
	["the text is longer than 4 MiB"] = "文字超过 4 MiB",
	-- dates and calendars
	["'%s' is no date; write it as 2026-09-20 or 2026年9月20日"] = "“%s”不是日期；请写成 2026-09-20 或者 2026年9月20日",
	["'%s' is no date: years are 1 to 9999, months 1 to 12"] = "“%s”不是日期：年份是 1 到 9999，月份是 1 到 12",
	["'%s' is no date: that month has days 1 to %d"] = "没有“%s”这一天：这个月只有 1 到 %d 日",
	["%s:%u: %s is in line %u already; remove one of them"] = "%s 第 %u 行：%s 在第 %u 行已经写过，请去掉一处",
	["%s:%u: %s is no Saturday or Sunday, and worked anyway; remove the line"] =
		"%s 第 %u 行：%s 不是周六或周日，本来就上班，请去掉这一行",
	["%s: more than %d days in all calendars"] = "%s：所有日历文件合计超过 %d 天",
	["%d working days are too many; at most %d can be counted"] = "%d 个工作日太多，最多可以推算 %d 个",
	["a term can be suspended %d times at most"] = "一个期限最多可以中止 %d 次",
	["a suspension from %s ends before it begins, on %s"] = "从 %s 起的中止，在开始之前就结束了：%s",
	["the day would be outside of the years 1 to 9999"] = "算出的日子超出了公元 1 年到 9999 年",
	["%sa row has three fields: date,kind,name; a name with a comma needs quotes"] =
		"%s一行只有三项：日期、类型、名称，用英文逗号隔开；名称里有逗号的，请加英文双引号",
	["%s'%s' is no date; write it as 2026-09-20"] = "%s“%s”不是日期；请写成 2026-09-20",
	["%sthe kind is '%s'; write off or work"] = "%s类型“%s”不对；放假写 off 或 休，调休上班写 work 或 班",
	["%snot UTF-8; save the file as 'CSV UTF-8'"] = "%s不是 UTF-8 编码；请另存为“CSV UTF-8（逗号分隔）”",
	["%sa row may have %d bytes at most"] = "%s这一行太长，最多 %d 字节",
	["%sthe second date must be after the first, by less than a year"] = "%s第二个日期应当晚于第一个，而且不超过一年",
	["%s%d is no year of a calendar"] = "%s%d 不能作为日历的年份",
	["%s%s is neither in %d nor in the December before"] = "%s%s 不在 %d 年，也不在前一年 12 月",
	["%sthe year %d does not join the years %d to %d; add those between"] =
		"%s%d 年与已有的 %d 年至 %d 年不相连；请补上中间的年份",
	["%s: cannot be read as a file"] = "%s：不能作为文件读取",
	["%s: a calendar may have %d KiB at most"] = "%s：日历文件太大，最多 %d KiB",
	["calendar/%s: a calendar is a .csv or .lua file; save it as 'CSV UTF-8', named .csv"] =
		"calendar/%s：日历只读 .csv 和 .lua 文件；请另存为“CSV UTF-8（逗号分隔）”，扩展名写 .csv",
	["%s is not in this binary"] = "程序里没有 %s",
	["calendar: more than %d files"] = "calendar：超过 %d 个文件",

	["give a day, and +N, -N or a second day: govpub workday today +20"] =
		"请写日期，后面可以再写 +天数、-天数或者另一个日期：govpub workday 今天 +20",
	["'%s' is no date; for working days write +%s or -%s"] = "“%s”不是日期；要推算工作日，请写 +%s 或 -%s",
	["'%s' is no number of working days; write +1 to +%d, or -1 to -%d"] =
		"“%s”不是工作日天数；请写 +1 到 +%d，或者 -1 到 -%d",
	["--explain lists %d days at most"] = "--explain 最多逐日列出 %d 天",
	["the answer is larger than %d MiB"] = "结果超过 %d MiB",

	-- fees
	["fees: give either --items N or --pages N: an application is charged by one of them only"] =
		"fees：请写 --items 件数 或者 --pages 页数；一件申请只能选一种收费标准",
	["fees takes options only, not '%s'"] = "fees 只有选项，不接受“%s”",
	["%s: '%s' is not a whole number from 0 to %d"] = "%s：“%s”应当是 0 到 %d 的整数",
	["--notice-received: the fees apply from %s on, and the notice was received on %s"] =
		"--notice-received：这项收费标准自 %s 起施行，而收到通知的日期是 %s",

	-- the system's own words (strerror, gai_strerror)
	["No such file or directory"] = "没有这个文件或文件夹",
	["Permission denied"] = "没有权限",
	["No space left on device"] = "磁盘空间不足",
	["Is a directory"] = "是文件夹",
	["Not a directory"] = "不是文件夹",
	["Read-only file system"] = "磁盘是只读的",
	["Address already in use"] = "已被占用",
	["Input/output error"] = "读写出错",
	["String exceeds Excel's limit of 32,767 characters."] = "文字超过 32,767 个字符",
	["String exceeds Excel's limit of 255 characters."] = "文字超过 255 个字符",
	["Broken pipe"] = "管道已断开",
	["Disk quota exceeded"] = "磁盘配额已用完",
	["File too large"] = "文件太大",
	["File name too long"] = "文件名太长",
	["Cannot allocate memory"] = "内存不足",
	["Too many open files"] = "打开的文件太多",
	["Operation not permitted"] = "不允许这样操作",
	["Too many levels of symbolic links"] = "链接一环套一环",
	["Temporary failure in name resolution"] = "域名服务器没有应答",

	-- documents that a generator returns
	["%s: unknown key '%.40s'; allowed:%s"] = "%s：没有“%.40s”这一项；可以写：%s",
	["%s.%s: this must be a whole number from %u to %u"] = "%s.%s：应当是 %u 到 %u 的整数",
	["%s.%s: '%.40s' is no word that is known here"] = "%s.%s：不认识“%.40s”这个词",
	["this must be a string"] = "应当是文字",
	["this must be true or false"] = "应当是 true 或 false",
	["text is a string, or a list of strings and { text, bold, href }"] = "文字是字符串，或者由字符串和 { text, bold, href } 组成的列表",
	["the text is missing"] = "缺少文字（text）",
	["a list has items = { text, ... }"] = "列表要有 items = { 文字, … }",
	["sum is a list of the ids of cells"] = "sum 是单元格编号的列表",
	["the value of a cell is a number; words go to text"] = "单元格的 value 是数字；文字写在 text 里",
	["the tables of a document have too many cells"] = "表格的单元格太多",
	["a cell is a string, a number, or { text, value, cols, rows, ... }"] = "单元格是字符串、数字，或者 { text, value, cols, rows, … }",
	["the table has too many columns"] = "表格的列太多",
	["a cell reaches below the last row of its table"] = "单元格合并到了表格最后一行以下",
	["two cells of the table lie over one another"] = "两个单元格重叠",
	["a row is a list of cells"] = "一行是单元格的列表",
	["widths is a list with one number for each column of the grid"] = "widths 是列宽的列表，每列一个数",
	["a table has rows = { { cell, ... }, ... }, and not too many"] = "表格要有 rows = { { 单元格, … }, … }，并且行数不能太多",
	["a chart has bars = { { label, value }, ... }"] = "图要有 bars = { { 名称, 数值 }, … }",
	["a bar is { label, value }, its value a number from 0"] = "每一条是 { 名称, 数值 }，数值不小于 0",
	["a block is a table with a kind"] = "文档的一块是有 kind 的表",
	["a block has a kind: title heading paragraph note list table chart break"] =
		"文档的一块要写 kind：title heading paragraph note list table chart break",
	["a document is a table with blocks = { ... }, and not too many"] = "文档是有 blocks = { … } 的表，并且块数不能太多",

	-- generators of reports
	["%s: the file of a report ends with 'return report { ... }'"] = "%s：报告文件应当以 return report { … } 结尾",
	["the report has no function '%s'"] = "报告没有“%s”这个功能",
	["%s: what it returns is too large"] = "%s：返回的内容太大",
	["%s: it is to be given more than %d MiB"] = "%s：交给它的内容超过 %d MiB",
	["there is no form '%s'; there are: %s"] = "没有“%s”这种报告格式；现有：%s",
	["no form is known for the year %d; 'govpub annual-report list' shows them"] = "不知道 %d 年用哪种格式；用 govpub annual-report list 查看",
	["several forms take the year %d; name one with --form: %s or %s"] = "%d 年有几种格式可用；请用 --form 指定：%s 或 %s",
	["%s: the file is larger than 64 MiB"] = "%s：文件超过 64 MiB",
	["%s: there is no such file"] = "%s：没有这个文件",
	["%s: there is no such file; an address begins with http:// or https://"] = "%s：没有这个文件；写网址要从 http:// 或 https:// 写起",
	["%s: this is no JSON: %s"] = "%s：不是 JSON：%s",
	["%s and %s are both there; name one with --figures"] = "%s 和 %s 都在；请用 --figures 指定一个",
	["%s: this is of the year %d, not of %d"] = "%s：里面写的是 %d 年，不是 %d 年",
	["'%s' is the name of nobody: put the organ's own in %s, and in office.lua"] = "机关名称还是“%s”：改成本机关的全称，在 %s 的“说明”页和 office.lua 里",
	["%s: exists already; name the file with -o to replace it"] = "%s：已经存在；要覆盖它，请用 -o 写明文件名",
	["no figures for %d; 'govpub annual-report make --template %d%s' writes the form to fill, --figures names a file"] =
		"没有 %d 年的数据：先运行 govpub annual-report make --template %d%s，填好它写出的表；或用 --figures 指定文件",
	["whose report is it? Name the organ in the figures, or in office.lua"] = "是哪个机关的报告？请在数据表的“说明”里填写机关名称，或写在 office.lua 里",
	["%s: it does not say of which year it is; tell it with --year"] = "%s：看不出是哪一年的报告；请用 --year 写明",
	["%s: '%s' is no year; write it like 2025"] = "%s：“%s”不是年份；写成 2025 这样",
	["--today: '%s' is no date; write it like 2026-01-31"] = "--today：“%s”不是日期；写成 2026-01-31 这样",
	["annual-report %s does not take %s"] = "annual-report %s 不接受 %s",
	["annual-report: '%s' is too much"] = "annual-report：“%s”是多余的",
	["--format: '%s' is none of html docx xlsx pdf md json csv"] = "--format：“%s”不对，可以写 html docx xlsx pdf md json csv",
	["check which report? Give a file or an address"] = "检查哪份报告？请写文件名或网址",
	["--fail-on: '%s' is none of error, warning, info"] = "--fail-on：“%s”不对，可以写 error、warning 或 info",
	["which cell? Write it like 3.一/总计"] = "哪个单元格？写成 3.一/总计 这样",
	["annual-report: of which year? 'govpub annual-report -h' shows all it does"] = "annual-report：哪一年的？用 govpub annual-report -h 查看用法",
	-- documents as web pages
	["the system's libcrypto gives no SHA-256"] = "系统的 libcrypto 不提供 SHA-256",
	["the document is too large for a page"] = "文档太大，不能写成网页",
	["the page has more than 20,000 paragraphs"] = "网页的段落超过 20,000 个",
	["the page is too large or too deeply nested to be read"] = "网页太大或者嵌套太深，不能读取",
	["the table is too large: more than 64 columns, 5,000 rows or 100,000 cells"] =
		"表格太大，超过 64 列、5,000 行或者 100,000 个单元格",
	-- documents as Word files
	["the zip archive cannot be written: %s"] = "写不出压缩文件：%s",
	["the file is larger than %zu bytes"] = "文件超过 %zu 字节",
	["the file is damaged: %s"] = "文件已损坏：%s",
	["it has too many elements"] = "内容太多或嵌套太深",
	["it has a document type"] = "含有文档类型声明",
	["the document has more than %zu bytes, too many for Word"] = "文档超过 %zu 字节，Word 打不开",
	["a table has %u columns; Word takes %d at most"] = "有一个表格有 %u 列；Word 最多 %d 列",
	["%.200s: it cannot serve as a sample: %s"] = "%.200s：不能用作模板：%s",
	["%.100s: %s"] = "%.100s：%s",
	["it is no well-formed XML"] = "不是格式正确的 XML",
	["it is empty"] = "内容是空的",
	["the sample has too many styles of the same name"] = "同名的样式太多",
	["the lists of the sample are numbered too high"] = "编号列表的序号太大",
	["it contains macros; save it as .docx"] = "含有宏；请另存为 .docx",
	["it is no Word document (.docx)"] = "不是 Word 文档（.docx）",
	["it is of the kind Strict Open XML; save it as an ordinary .docx"] = "它是“Strict Open XML 文档”；请另存为普通的 .docx",
	["it is a .doc or .wps file, or has a password; save it as .docx without one"] =
		"它是 .doc、.wps 文件，或者有密码；请去掉密码，另存为 .docx",

	-- what writes documents
	["'%.300s': is no file name"] = "“%.300s”：不能作为文件名",
	["%.300s: is a link to a file that does not exist"] = "%.300s：是一个链接，它指向的文件不存在",
	["%.300s: a piece of it is larger than %zu bytes"] = "%.300s：其中一段超过 %zu 字节",
	["%.300s: cannot make a temporary folder"] = "%.300s：无法建立临时文件夹",
	["%.300s: cannot read"] = "%.300s：无法读取",
	["the file would be larger than %zu bytes"] = "生成的文件超过 %zu 字节",
	["%.200s: cannot be run"] = "%.200s：无法运行",
	["%.200s: not finished after %u seconds"] = "%.200s：%u 秒后仍未完成，已终止",
	["%.200s: interrupted"] = "%.200s：已中断",
	["%.200s: signal %d ended it: %s"] = "%.200s：被信号 %d 终止：%s",
	["%.200s: ended with status %d: %s"] = "%.200s：没有成功，退出状态 %d：%s",
	["a PDF needs Chromium or WeasyPrint, and neither is here: 'apt-get install chromium', or write HTML and print it from a browser"] =
		"生成 PDF 需要 Chromium 或者 WeasyPrint，这台机器上都没有：可以 apt-get install chromium，或者改为 HTML，用浏览器打印",
	["the browser made no PDF"] = "浏览器没有生成 PDF",
	["the browser made a file that is no PDF"] = "浏览器生成的文件不是 PDF",
	["a cell without id"] = "没有编号的单元格",
	["%.120s is %.15g, but what it sums is %.15g: %s%s"] = "%.120s 是 %.15g，但是各项之和是 %.15g：%s%s",
	["%.120s sums %.120s, which no table has"] = "%.120s 要加上 %.120s，但是表格里没有这个单元格",
	["%.120s: sums of sums go round in a circle or too deep"] = "%.120s：合计之间互相引用，或者层数太多",
	["%.120s sums more cells than a formula can name"] = "%.120s 相加的单元格太多，一个公式写不下",
	["sheet %.100s, row %u, column %u: a cell of a workbook holds %d characters"] =
		"工作表“%.100s”第 %u 行第 %u 列：一个单元格最多 %d 个字符",
	["this is more than a workbook can hold: %s"] = "超出了工作簿的容量：%s",
	["%.300s: the workbook cannot be written there"] = "%.300s：工作簿写不到这里",
	["the workbook cannot be written: %s"] = "无法写出工作簿：%s",
	["%s takes the figures of %s; fill those in"] = "%s 用 %s 的数据；请填写那一份",
}
