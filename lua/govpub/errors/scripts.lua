-- what is wrong in rules and other scripts, and with the process that runs them
return {
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
	["no place in the text"] = "文字里没有这个位置",
	["from 0 to 200 characters"] = "应当是 0 到 200 个字",
	["the value is larger than 256 KiB"] = "这个值超过 256 KiB",
	["links_where: unknown key '%s'; allowed: kind raw text"] = "links_where：不认识“%s”；可以写 kind raw text",

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
	["check: what it returns to be kept is larger than 1 KiB"] = "check：返回的、要留到最后的内容超过 1 KiB",
	["check: what it returns to be kept has too many tables in one another"] =
		"check：返回的、要留到最后的内容里，表套表的层数太多",
	["check: what it returns to be kept for one page is larger than 256 KiB"] =
		"check：为一个页面返回的、要留到最后的内容超过 256 KiB",
	["nothing here can be shown to the rule as '%s'"] = "程序现在还不能把任何东西作为“%s”交给规则看",
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
	["%s: the file of a rule ends with 'return rule { ... }'"] = "%s：规则文件应当写成“return rule { ... }”",
	["%s: the script raised %s instead of a message"] = "%s：脚本出错，但给出的是 %s，不是文字",
	["there is no rule, pack or tag '%.*s'; 'govpub rules list' shows them"] =
		"没有规则、规则包或标签“%.*s”；govpub rules list 列出全部规则",
	["rules '%.*s', character %zu: %s"] = "规则的选择“%.*s”第 %zu 个字：%s",
	["there are too many parentheses in one another"] = "括号套得太深",
	["a rule, a pack or a tag is missing here"] = "这里缺少规则、规则包或标签",
	["'and', 'or' or a comma is missing here"] = "这里缺少 and、or 或逗号",
	["this ) closes nothing"] = "这个“)”没有配对",
	["the words that choose rules are longer than 64 KiB"] = "规则的选择超过 64 KiB",
	["%s: needs: there is no rule '%s'"] = "%s：needs：没有规则“%s”",
	["%s: needs: the rule '%s' does not work"] = "%s：needs：规则“%s”不能用",
	["%s: needs and after lead in a circle: %s"] = "%s：needs 和 after 绕成了圈：%s",
	["%s:%u: args.%s: the default must be of type %s"] = "%s 第 %u 行：args.%s：default 的类型应当是 %s",
	["%s: its arguments are larger than 60 KB"] = "%s：参数超过 60 KB",
	["%s: its match is larger than 16 KB"] = "%s：match 超过 16 KB",
	["%s:%u: match.%s: %s"] = "%s:%u: match.%s：%s",
	["this is said of links, and the rule is not on them"] =
		"这一项说的是链接，而规则不看链接；看链接的规则在 on 里写 link",
	["this is said of links, attachments and documents, and the rule is on none of them"] =
		"这一项说的是链接、附件和文档，而规则哪一种都不看",
	["must have from 1 to 200 bytes"] = "应当有 1 到 200 字节",
	["must have from 1 to 100 entries"] = "应当有 1 到 100 项",
	["must be from 100 to 599"] = "应当在 100 到 599 之间",
	["must be a word of small letters, digits and -"] = "应当是一个词，只用小写字母、数字和 -",
	["is a word with another meaning in --rules"] = "在 --rules 里已经有别的意思",
	["%s:%u: tests[%zu]: give html = '…', file = 'name' or data = { … }, one of them"] =
		"%s 第 %u 行：tests[%zu]：html = '…'、file = '文件名' 和 data = { … } 要写一个，也只能写一个",
	["there is too much to be shown to a rule (16 MiB)"] = "要交给规则看的内容太多（16 MiB）",
	["report: 'url' must be an address with http:// or https://"] = "report：url 应当是以 http:// 或 https:// 开头的网址",
	["it kept more than 4 MiB or 100,000 values, so its end was not run"] =
		"它留到最后的内容超过 4 MiB 或 100000 个，所以最后一步没有运行",
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
	["%s: stopped: it made the interpreter crash"] = "%s：已经停掉：它让解释器崩溃了",
	["%s; this was the third time, so the rule is left out for the rest of the check"] =
		"%s；已经是第三次，这次检查后面的页面不再用这条规则",
}
