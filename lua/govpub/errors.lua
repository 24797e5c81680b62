--[[
What goes wrong, in Chinese: English format → Chinese format.

The English is the one in the C source, which is the key; the conversions
(%s, %d, …) must be the same and in the same order (tests/lint/errors.t).
What only an engineer can act on stays English.
--]]
return {
	-- words of the command line
	["%s needs a value"] = "%s 后面缺少内容",
	["unknown option %s; 'govpub check-links -h' lists them"] = "没有 %s 这个选项；用 govpub check-links -h 查看全部选项",
	["unknown option %s"] = "没有 %s 这个选项",
	["%s: '%s' is none of %s"] = "%s：“%s”不对，可以写 %s",
	["%s: '%s' is not a number from %ld to %ld"] = "%s：“%s”应当是 %ld 到 %ld 之间的数字",
	["--lang: '%s' is neither zh nor en"] = "--lang：“%s”不对，应当写 zh 或 en",
	["there is no verb '%s'; 'govpub help' lists them"] = "没有“%s”这个命令；用 govpub help 查看全部命令",
	["no help on '%s'; 'govpub help' lists the verbs"] = "没有关于“%s”的帮助；用 govpub help 查看全部命令",
	["check what? Give an address, a page, a folder or a list of addresses"] =
		"要检查什么？请写网址、页面文件、文件夹或者地址清单",
	["a terminal cannot show HTML; name a file, for example -o report.html"] =
		"HTML 报告不能显示在终端上；请写文件名，例如 -o report.html",
	["preview serves one folder: govpub preview [--port N] DIR"] = "请写一个要预览的文件夹：govpub preview [--port N] DIR",
	["--header: write 'https://www.example.gov.cn Name: value'; the origin comes first, and the header goes nowhere else"] =
		"--header：请写成“https://www.example.gov.cn 名称: 值”；网址在前，这个请求头只发给它",
	["--header: '%.*s' is not an origin like https://www.example.gov.cn"] =
		"--header：“%.*s”不是 https://www.example.gov.cn 这样的网址",
	["neither XDG_STATE_HOME nor HOME is set; name a file with --store"] =
		"没有设置 XDG_STATE_HOME 或 HOME；请用 --store 指定一个文件",

	-- what is to be checked
	["%s: no such file or folder, and no address either"] = "%s：没有这个文件或文件夹，也不是网址",
	["%s: neither a page (.html), a list of addresses (.txt) nor a folder"] =
		"%s：既不是页面（.html）、地址清单（.txt），也不是文件夹",
	["%s: not a valid address"] = "%s：不是正确的网址",
	["%s: only http:// and https:// can be checked"] = "%s：只能检查 http:// 和 https:// 开头的网址",
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

	-- the system's own words (strerror, gai_strerror)
	["No such file or directory"] = "没有这个文件或文件夹",
	["Permission denied"] = "没有权限",
	["No space left on device"] = "磁盘空间不足",
	["Is a directory"] = "是文件夹",
	["Not a directory"] = "不是文件夹",
	["Read-only file system"] = "磁盘是只读的",
	["Address already in use"] = "已被占用",
	["Input/output error"] = "读写出错",
	["Temporary failure in name resolution"] = "域名服务器没有应答",
}
