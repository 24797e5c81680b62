-- what is wrong with packs: archives, names, manifests, signatures, keys
return {
	-- names
	["there is a file without a name"] = "有一个文件没有名称",
	["the name is longer than 255 bytes"] = "文件名超过 255 字节",
	["the name is not UTF-8"] = "文件名不是 UTF-8",
	["the name is an absolute path"] = "文件名是绝对路径",
	["the name has a control character"] = "文件名里有控制字符",
	["the name has a backslash"] = "文件名里有反斜杠",
	["the name has a character that not every system keeps as it is; a name in a pack has ASCII "
		.. "letters and digits, - _ . and Chinese characters"] =
		"文件名里有在别的系统上会变样的字符；规则包里的文件名可以用英文字母、数字、- _ . 和汉字",
	["the name leads out of the pack with .."] = "文件名里的 .. 指到规则包外面",
	["a part of the name is empty"] = "文件名里有一段是空的",
	["a part of the name begins with a point"] = "文件名里有一段以点开头",
	["a part of the name ends with ~, as copies of editors do"] = "文件名里有一段以 ~ 结尾，像是编辑器留下的副本",
	["%s: the folders are too deep"] = "%s：文件夹层数太多",
	["a part of the name begins with a space, or ends with a space or a point"] = "文件名里有一段以空格开头，或者以空格、点结尾",
	["%s, %s: on some systems these names are one file"] = "%s、%s：在有些系统上这是同一个文件",
	["%s: a folder of its name is a file in the pack"] = "%s：它所在的文件夹与规则包里的一个文件同名",
	["the name is too long for an archive"] = "文件名太长，压缩包放不下",

	-- archives and folders
	["the pack is larger than 16 MiB"] = "规则包超过 16 MiB",
	["the pack has more than 1000 files"] = "规则包超过 1000 个文件",
	["the archive is larger than 16 MiB"] = "压缩包超过 16 MiB",
	["the archive is cut short"] = "压缩包不完整",
	["the archive is no gzip, or is damaged"] = "压缩包不是 gzip 格式，或者已经损坏",
	["the archive is no tar, or is damaged"] = "压缩包里不是 tar 格式，或者已经损坏",
	["there are more bytes after the end of the archive"] = "压缩包末尾还有多余的内容",
	["unpacked, the archive is more than 100 times as large: no honest pack is"] =
		"解开后大到 100 倍以上，正常的规则包不会这样",
	["reading the archive takes too much memory"] = "读压缩包需要的内存太多",
	["writing the archive takes too much memory"] = "写压缩包需要的内存太多",
	["a header of the archive changes what files are; a pack has plain files only"] =
		"压缩包里有改变文件性质的说明；规则包里只能有普通文件",
	["is a link; a pack has plain files only"] = "是链接；规则包里只能有普通文件",
	["is a device or a pipe; a pack has plain files only"] = "是设备或管道；规则包里只能有普通文件",
	["is no plain file; a pack has plain files only"] = "不是普通文件；规则包里只能有普通文件",
	["%.200s/%.200s: is a link or no plain file; a pack has plain files only"] =
		"%.200s/%.200s：是链接，或者不是普通文件；规则包里只能有普通文件",
	["%.200s/%.200s: the folders are too deep"] = "%.200s/%.200s：文件夹层数太多",
	["%.200s/%.200s: the name is longer than 255 bytes"] = "%.200s/%.200s：文件名超过 255 字节",
	["the process that unpacks said what it may not say"] = "解压进程给出了不该给的内容",
	["the process that unpacks cannot be started; see 'govpub doctor'"] = "解压进程启动不了；请运行 govpub doctor",
	["the parent is gone"] = "上级进程已经结束",
	["unpacking takes longer than %d seconds"] = "解压超过 %d 秒",
	["the archive is damaged in a way that ended the process that unpacks it"] = "压缩包损坏，解压进程因此中止",
	["this system offers no jail (neither Landlock nor seccomp), so no pack is unpacked; see 'govpub doctor'"] =
		"本机没有隔离保护（Landlock 和 seccomp 都没有），所以不解压规则包；请运行 govpub doctor",

	-- manifest, signatures and keys
	["MANIFEST: is damaged"] = "MANIFEST：已经损坏",
	["%.*s: the file is missing from the pack"] = "%.*s：规则包里缺少这个文件",
	["%s: the file was changed after the pack was made"] = "%s：文件在打包以后被改动",
	["%s: the file was put in after the pack was made"] = "%s：文件是打包以后放进去的",
	["this is no public key of minisign; it begins with RW and has 56 characters"] =
		"这不是 minisign 公钥；公钥以 RW 开头，共 56 个字符",
	["the signature is no signature of minisign, or is damaged"] = "签名不是 minisign 签名，或者已经损坏",
	["the signature is of an old kind that is not accepted; sign with minisign -H"] =
		"签名是不再接受的旧格式；请用 minisign -H 重新签名",
	["the signature does not fit"] = "签名与内容不符",
	["libcrypto cannot sign"] = "libcrypto 无法签名",
	["libcrypto cannot make a key"] = "libcrypto 无法生成密钥",
	["this is no secret key of minisign"] = "这不是 minisign 私钥",
	["the secret key asks for more than 1 GiB of memory"] = "私钥要求的内存超过 1 GiB",
	["there is not enough memory to unlock the secret key"] = "内存不够，解不开私钥",
	["the password does not fit the secret key"] = "口令与私钥不符",
}
