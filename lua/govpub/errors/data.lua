-- what is wrong in files that people write: office.lua and other tables
return {
	-- offices and their scripts
	["init makes one folder: govpub init [--example] DIR"] = "请写一个文件夹的名称：govpub init [--example] DIR",
	["too many links are broken for one report"] = "错链太多，一份报告放不下",
	["%s: is no folder"] = "%s：不是文件夹",
	["%s: cannot be made"] = "%s：无法建立",
	["%s: has files and no office.lua; name an empty folder or a new one"] =
		"%s：里面有文件，但没有 office.lua；请换一个空文件夹，或者写一个新名称",
	["%s: is an office already; the sample goes into an empty folder or a new one"] =
		"%s：已经是一个单位的文件夹；样例请放到空文件夹或者新文件夹里",
	["new makes one rule, report, register, adapter, list of terms or pack: govpub new rule NAME"] =
		"请这样写：govpub new rule 规则的编号、govpub new report 格式的编号、govpub new register 登记簿的名称、govpub new adapter 适配器的编号、govpub new terms 词表的名称，或 govpub new pack 规则包的名称",
	["new: the word rule or report is missing before the name: govpub new rule %s"] =
		"new：编号前面少写了 rule，应当是 govpub new rule %s",
	["new: '%s' cannot be made; this version makes: rule, report, register, adapter, terms, pack"] =
		"new：不能新建“%s”；这个版本能新建：rule（规则）、report（报告格式）、register（登记簿）、adapter（适配器）、terms（词表）、pack（规则包）",
	["'%s' is no name for a report; write a-z, 0-9, - and _"] = "“%s”不能作报告格式的编号；只用小写字母、数字、- 和 _",
	["'%s' is no name for an adapter; write a-z, 0-9, - and _"] = "“%s”不能作适配器的名称；只用小写字母、数字、- 和 _",
	["'%s' is no name for a list of terms; write a-z, 0-9, - and _"] = "“%s”不能作词表的名称；只用小写字母、数字、- 和 _",
	["'%s' is no name for a rule; write a-z, 0-9, - and _, with at most one folder: policy/number"] =
		"“%s”不能作规则的编号；只能用小写字母、数字、- 和 _，最多放在一层文件夹里，例如 policy/number",
	["%s: there is no office.lua here or above; govpub init DIR makes an office"] =
		"%s：这里和上层文件夹都没有 office.lua；用 govpub init DIR 建立",
	["%s: a shipped rule has this name; choose another, or to replace it begin with govpub rules show --source %s"] =
		"%s：程序自带的规则已经用了这个编号，请换一个；要替换自带的规则，先把它的全文复制过来：govpub rules show --source %s",
	["%s: exists already; nothing was changed"] = "%s：已经存在，没有改动",

	-- lists of terms
	["%s: a list of terms may have %d MiB at most"] = "%s：词表太大，最多 %d MiB",
	["%s: the list is too long for rules (%d KiB)"] = "%s：词表太长，规则用不了（最多 %d KiB）",
	["%s: more than %d terms"] = "%s：超过 %d 个词",
	["%s: is neither UTF-8 nor GBK; save it as a text file in one of them"] =
		"%s：既不是 UTF-8 也不是 GBK 编码的文字；请另存为其中一种编码的纯文本",
	["%s: a list of terms is a .txt or .lua file; from a spreadsheet, save it as 'Unicode text' and name it .txt"] =
		"%s：词表只读 .txt 和 .lua 文件；表格请另存为“Unicode 文本”，扩展名写 .txt",
	["%s: there is a .txt of the same name; keep one of the two"] = "%s：还有一个同名的 .txt 文件，请只留一个",
	["%s:%u: the term is missing"] = "%s 第 %u 行：没有写要找的词",
	["%s:%u: a term may have %d characters at most"] = "%s 第 %u 行：词太长，最多 %d 个字",
	["%s:%u: a column may have %d characters at most"] = "%s 第 %u 行：有一栏太长，最多 %d 个字",
	["%s:%u: term and right form are the same"] = "%s 第 %u 行：要找的词和应当写成的词一样",
	["%s:%u: more than %d columns"] = "%s 第 %u 行：超过 %d 栏",
	["%s:%u: columns are parted by the TAB key, not by blanks"] = "%s 第 %u 行：栏与栏之间应当按 Tab 键，不是空格",

	["there is no lesson '%s'; 'govpub workshop list' shows them"] = "没有编号为“%s”的练习；用 govpub workshop list 查看",
	["which lesson? 'govpub workshop list' shows their numbers"] = "请写练习的编号；用 govpub workshop list 查看",
	["start a lesson where? govpub workshop start N DIR"] = "请写放练习的文件夹：govpub workshop start 编号 文件夹",
	["%s: has files already; a lesson starts in an empty folder or a new one"] =
		"%s：里面已有文件；请换一个空文件夹，或者写一个新名称",
	["%s: no lesson was started here; see 'govpub workshop list'"] =
		"%s：这里没有开始过练习；用 govpub workshop list 查看怎样开始",
	["workshop: '%s' is none of list, start, check, reset, guide"] =
		"workshop：没有“%s”这个用法，可以写 list（列表）、start（开始）、check（检查）、reset（重来）、guide（指南）",
	["%s: is no folder of lesson %s; README.md says which it is"] = "%s：不是练习 %s 的文件夹；是哪个练习，看其中的 README.md",
	["%s: cannot be moved to %s"] = "%s：无法移到 %s",
	["workshop: '%s' is too much"] = "workshop：多写了“%s”",

	-- clocks of registers
	["a clock runs for 0 to %d days"] = "期限可以是 0 到 %d 日",
	["a clock has no month %d"] = "期限的月份不能是 %d",
	["a clock has no day %d of a month"] = "期限的日不能是 %d",
	["a clock of weekdays says which of the month, 1 to 5 or -1 to -5, and 1 to 7 for Monday to Sunday"] =
		"按星期定的期限要写当月第几个（1 到 5，倒数写 -1 到 -5）和星期几（1 到 7，周一到周日）",
	["a record has too many moves or rows for a clock"] = "这条记录的办理动作或子表行数太多，无法计算期限",

	-- filters of registers
	["filter, column %zu: more than %d parentheses inside of one another"] = "筛选条件第 %zu 字：括号套得太深，最多 %d 层",
	["filter, column %zu: who may not read this personal field may not ask for it"] =
		"筛选条件第 %zu 字：这个字段是个人信息，无权查看的人也不能按它筛选",
	["filter, column %zu: this parenthesis is not closed"] = "筛选条件第 %zu 字：这个括号没有收尾",
	["filter, column %zu: there is no parenthesis to close"] = "筛选条件第 %zu 字：多了一个右括号",
	["a filter has %d bytes at most"] = "筛选条件太长，最多 %d 字节",
	["the filter is no UTF-8"] = "筛选条件不是 UTF-8 编码",
	["the filter asks for too much at once"] = "筛选条件一次问得太多",
	["the filter asks for too many days"] = "筛选条件里的天数太大",
	["filter, column %zu: there is no field '%s'; there are: %s"] = "筛选条件第 %zu 字：没有叫“%s”的项目；可以写：%s",
	["filter, column %zu: there is no value '%s'; there are: %s"] = "筛选条件第 %zu 字：没有“%s”这个值；可以写：%s",
	["filter, column %zu: there is no move '%s'; there are: %s"] = "筛选条件第 %zu 字：没有叫“%s”的动作；可以写：%s",
	["filter, column %zu: '%s' needs a column behind a dot; there are: %s"] =
		"筛选条件第 %zu 字：“%s”的点后面要写子表的一栏；可以写：%s",
	["filter, column %zu: records of this register have no tags"] = "筛选条件第 %zu 字：这个登记簿没有标签",
	["filter, column %zu: a move is missing behind @"] = "筛选条件第 %zu 字：@ 后面缺少动作的名称",
	["filter, column %zu: there are no words to be found in the quotes"] = "筛选条件第 %zu 字：引号里没有可以查找的文字",
	["filter, column %zu: what about '%s'? write field:value, or words in quotes"] =
		"筛选条件第 %zu 字：“%s”怎样筛选？请写成 项目:值；查找全文请加引号",
	["filter, column %zu: these quotes are not closed"] = "筛选条件第 %zu 字：这个引号没有收尾",
	["filter, column %zu: a field, a move or words in quotes are missing here"] =
		"筛选条件第 %zu 字：这里缺少项目、动作或者加引号的文字",
	["filter, column %zu: a value is missing here"] = "筛选条件第 %zu 字：这里缺少要比较的值",
	["filter, column %zu: '%s' is no time; write 2023, 2023-01, 2023-01-05, 本月, last-month or a..b"] =
		"筛选条件第 %zu 字：“%s”不是时间；可以写 2023、2023-01、2023-01-05、本月、上月 或 起..止",
	["filter, column %zu: '%s' is no number"] = "筛选条件第 %zu 字：“%s”不是数字",
	["filter, column %zu: '%s' is neither yes nor no (是, 否)"] = "筛选条件第 %zu 字：“%s”既不是“是”也不是“否”",
	["filter, column %zu: which department is yours is not known; office.lua has people"] =
		"筛选条件第 %zu 字：不知道您是哪个处室的；请在 office.lua 的人员中写明",
	["more than %d records have this personal value"] = "有这个个人信息的记录超过 %d 条",
	["filter, column %zu: a personal field can only be asked for its whole value, as field:value"] =
		"筛选条件第 %zu 字：个人信息只能按完整的值筛选，写成 项目:值",
	["filter, column %zu: rows are asked for by one of their columns, as rows.column:value, or for 'any' and 'none'"] =
		"筛选条件第 %zu 字：子表按其中一栏筛选，写成 子表.栏:值，或者只问“有”“空”",
	["filter, column %zu: this field is computed and cannot be asked for"] = "筛选条件第 %zu 字：这一项是算出来的，不能用来筛选",
	["filter, column %zu: this field has no order; ask with : = or !="] = "筛选条件第 %zu 字：这一项不分大小，只能用 : = !=",
	["this SQLite cannot search full text (FTS5)"] = "本机的 SQLite 不支持全文检索（FTS5）",

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
	["%s'site' is '%s', but no site has this name or address"] = "%s“site”写的是“%s”，但没有这个名称或地址的网站",
	["%s'%s' is '%s', but no department has this id"] = "%s“%s”写的是“%s”，但没有这个编号的部门",
	["%seither 'url' or 'folder' must be given, and not both"] = "%s“url”和“folder”要写一个，也只能写一个",
	["%sa site with 'folder' must be the only one; several sites all have 'url'"] =
		"%s写“folder”的网站只能有一个；有几个网站时都要写“url”",
}
