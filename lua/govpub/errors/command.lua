-- what goes wrong with the command line, files, the network and the system
return {
	-- what doctor finds
	["it says something else than that it is ready"] = "它的回应不正确",
	["it starts and is not ready after %d seconds"] = "启动 %d 秒后仍未就绪",
	["signal %d ended it before it was ready"] = "就绪之前被信号 %d 终止",
	["it ended with status %d before it was ready"] = "就绪之前退出，状态 %d",
	["a library of govpub is missing: %s"] = "缺少 govpub 要用的软件库：%s",
	["a library of govpub does not fit: %s"] = "govpub 要用的软件库不合适：%s",
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
	["no help on '%s'; 'govpub help' lists the verbs, 'govpub reg' the registers"] =
		"没有关于“%s”的帮助；全部命令见 govpub help，登记簿见 govpub reg",
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
	["line %ld of the cookies is none: domain, TRUE or FALSE, path, TRUE or FALSE, time, name and value are wanted, with tabs between"] =
		"第 %ld 行不是 Cookie：应当是域名、TRUE 或 FALSE、路径、TRUE 或 FALSE、时间、名称、值，用制表符隔开",
	["--remap: %s has a place already"] = "--remap：%s 已经写过了",
	["must be from 0 to 60"] = "必须在 0 到 60 之间",
	["must be the path of a file, or env: and the name of a variable"] = "必须是文件路径，或者 env: 加环境变量名",
	["%s: '%.*s' is not an origin like https://www.example.gov.cn"] =
		"%s：“%.*s”不是 https://www.example.gov.cn 这样的网址",
	["neither XDG_STATE_HOME nor HOME is set; name a file with --store"] =
		"没有设置 XDG_STATE_HOME 或 HOME；请用 --store 指定一个文件",

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

	-- govpub rules, run and page
	["--fail-on: '%s' is none of error, warning, info, never"] = "--fail-on：“%s”不对，可以写 error、warning、info、never",
	["the output is larger than 64 MiB; name fewer rules or pages"] = "输出超过 64 MiB；请少写几条规则或者几个页面",
	["rules run: on which page? Give an address or a file"] = "rules run：要查哪个页面？请写网址或者文件",
	["rules show: which rule? 'govpub rules list' names them"] = "rules show：要看哪条规则？用 govpub rules list 查看全部",
	["rules: '%s' is none of list, show, lint, test, run, pack, keygen, install, verify, remove, trust, update"] = "rules：没有“%s”；可以写 list、show、lint、test、run、pack、keygen、install、verify、remove、trust、update",
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

	-- accounts
	["--accounts: there is no office.lua here that names accounts; see govpub-office(5)"] =
		"--accounts：这里没有写明账号的 office.lua，见 govpub-office(5)",
	["accounts: what to do? One of list, read, test"] = "accounts：要做什么？请写 list、read、test 中的一个",
	["accounts: '%s' is none of list, read, test"] = "accounts：“%s”不是 list、read、test 中的一个",
	["accounts list: '%s' is too much; it lists all"] = "accounts list：不用写“%s”，它列出全部",
	["no account of the office has the name, id or platform '%s'"] = "本单位没有名称、编号或平台为“%s”的账号",
	["the output is larger than 64 MiB; name fewer accounts"] = "输出超过 64 MiB；请少写几个账号",
	["what the accounts published is too much to keep: more than %d MiB"] = "账号的内容太多，超过 %d MiB，存不下",
	["what the accounts published cannot be read; check again with --fresh"] = "保存的账号内容读不了；请加 --fresh 重新检查",
}
