-- why a pack is not packed, installed, trusted or run
return {
	-- pack.lua and what lies beside it
	["%s: there is no pack.lua in it, so it is no pack"] = "%s：里面没有 pack.lua，不是规则包",
	["%s: the pack is written for api %d, and this program has api %d; update the program"] =
		"%s：规则包按 api %d 写，本程序是 api %d；请更新程序",
	["%s: the name '%s' is that of a shipped pack; choose another"] = "%s：“%s”是随程序提供的规则包的名称，请换一个",
	["%s: %s: a pack has no such file; it has pack.lua, README, LICENCE, rules/NAME.lua, rules/lib/NAME.lua, "
		.. "and the folders rules/tests, tests, taxonomy, registers, reports, calendar"] =
		"%s：%s：规则包里没有这种文件；可以有 pack.lua、README、LICENCE、rules/名称.lua、rules/lib/名称.lua，"
		.. "以及文件夹 rules/tests、tests、taxonomy、registers、reports、calendar",
	["must have 1 to 300 bytes"] = "应当有 1 到 300 字节",
	["must be made of a-z, 0-9, '_' and '-', and be no word of --rules"] = "只能用 a-z、0-9、_ 和 -，而且不能是 --rules 里有别的意思的词",
	["must be numbers with points between, like 1.2"] = "应当是用点隔开的数，例如 1.2",

	-- what it is worth
	["the public key of the signature is not in the pack"] = "规则包里没有与签名对应的公钥",
	["the signature is that of another pack or version"] = "签名属于另一个规则包或者另一个版本",
	["there is a signature, and no MANIFEST that it could be for"] = "有签名，但没有它所签的 MANIFEST",
	["packs.lock does not have it: it was not put there by 'govpub rules install'"] =
		"packs.lock 里没有它：不是用 govpub rules install 装进来的",
	["it is not the one that packs.lock has: install it again"] = "与 packs.lock 记录的不是同一个：请重新安装",
	["it was signed when it was installed, and is not any more"] = "安装时有签名，现在没有了",
	["its folder has another name than the pack"] = "文件夹名与规则包名不一致",
	["packs.lock has it, and its folder is not there"] = "packs.lock 里有它，文件夹却不在",

	["'%s' is no name for a pack; write a-z, 0-9, - and _"] = "“%s”不能用作规则包的名称；请用 a-z、0-9、- 和 _",
	["%s: a shipped pack has this name; choose another"] = "%s：随程序提供的规则包用了这个名称，请换一个",

	-- installing and updating
	["%.300s/packs: another govpub is installing at this moment; try again later"] = "%.300s/packs：另一个 govpub 正在安装，请稍后再试",
	["%.300s/packs/%.100s: cannot be written"] = "%.300s/packs/%.100s：无法写入",
	["the packs of the check cannot be read; check again with --fresh"] = "读不出那次检查所用的规则包；请用 --fresh 重新检查",
	["there are more than %d packs"] = "规则包超过 %d 个",
	["there is no installed pack '%s'"] = "没有安装规则包“%s”",
	["%s: too long"] = "%s：太长",
	["%s: is larger than 4 MiB"] = "%s：超过 4 MiB",
	["%s: the name is too long for a script"] = "%s：脚本的文件名太长",
	["the rule '%s' does not work: %.350s"] = "规则“%s”不能用：%.350s",
	["the rule '%s' has no tests; every rule of a pack has some"] = "规则“%s”没有测试；规则包里每条规则都要有测试",
	["the register '%s' does not work: %.350s"] = "登记簿“%s”不能用：%.350s",
	["the form of reports '%s' does not work: %.350s"] = "年度报告格式“%s”不能用：%.350s",
	["there is no rule, register or report in the pack"] = "规则包里没有规则、登记簿，也没有年度报告格式",
	["the pack '%s', which is installed, has %s as well: remove it first"] = "已安装的规则包“%s”也有 %s：先卸载那一个",
	["the packs '%s' and '%s' both have '%s': remove one of them, or put an own file into %s"] =
		"规则包“%s”和“%s”都有“%s”：卸载其中一个，或者在本单位的 %s 里放自己的",
	["%s: the pack '%s' has this as well: remove one of them, or put an own file into taxonomy/"] =
		"%s：规则包“%s”也有这一个：卸载其中一个，或者在本单位的 taxonomy/ 里放自己的",
	["the pack '%s' does not run: %.300s"] = "规则包“%s”不运行：%.300s",
	["this is the name of a shipped one, which only a pack that the office trusts replaces"] =
		"与随程序提供的同名，只有本单位信任的规则包才能替换",
	["the office has an own one of this name"] = "本单位自己有同名的",
	["a pack that the office trusts has this name"] = "与本单位信任的规则包里的同名",
	["%s: tests of the pack fail"] = "%s：规则包的测试没有通过",
	["%s: the pack has no such file"] = "%s：规则包里没有这个文件",
	["%s needs the pack '%s', which is not installed"] = "%s 需要规则包“%s”，还没有安装",
	["rules/%s of the office has the name of this pack; give that folder another name first"] =
		"本单位的 rules/%s 与这个规则包同名；请先给那个文件夹改名",
	["%s: version %s is older than the installed %s; --force installs it"] = "%s：版本 %s 比已安装的 %s 旧；确实要装请加 --force",
	["%s: version %s is installed with other contents; --force installs it"] = "%s：已安装版本 %s，内容却不同；确实要装请加 --force",
	["%s: the installed one is signed with the key %s, this one is not; --force installs it"] =
		"%s：已安装的用密钥 %s 签名，这一个不是；确实要装请加 --force",
	["%.200s: %s; nothing was installed"] = "%.200s：%s；没有安装",
	["%s: was installed, and is not as it should be: %s"] = "%s：安装以后核对不符：%s",
	["%s: nothing was replaced; when the changes are right, say --yes"] = "%s：没有替换；确认改动无误后请加 --yes",
	["%s: packs.lock does not say where it came from; install it again"] = "%s：packs.lock 里没有记录来源；请重新安装",
	["%s: holds the pack '%s' now, not '%s'"] = "%s：现在是规则包“%s”，不是“%s”",
	["%s: the archive is larger than 16 MiB"] = "%s：压缩包超过 16 MiB",
	["%s: is neither a folder nor a file"] = "%s：既不是文件夹也不是文件",
	["%.200s: redirects to %.200s, which is not https; nothing was installed"] = "%.200s：跳转到 %.200s，不是 https；没有安装",
	["%.200s: cannot be fetched (%d %s %.200s)"] = "%.200s：取不到（%d %s %.200s）",
	["%s: a pack comes from a folder, a file, or an address that begins with https://"] =
		"%s：规则包来自文件夹、文件，或者以 https:// 开头的网址",

	-- packing, keys and trust
	["%s: nothing was packed: %d places hold what should not leave the office; take it out, or write "
		.. "'not personal: REASON' as a comment on that line"] =
		"%s：没有打包：有 %d 处不应当带出本单位的内容；请删去，或者在那一行用注释写明“not personal: 理由”",
	["there is no terminal to ask for the password; give --password-file, or with keygen --no-password"] =
		"没有终端可以输入口令；请用 --password-file，生成密钥时也可以用 --no-password",
	["the password cannot be read"] = "读不到口令",
	["the password is empty; a key without one is made with --no-password"] = "口令是空的；不要口令请用 --no-password",
	["the passwords differ; no key was made"] = "两遍口令不一致，没有生成密钥",
	["rules %s: wrong number of words; 'govpub rules %s -h' shows how it is used"] = "rules %s：词数不对；用法见 govpub rules %s -h",
	["%s: the pack is not signed, or is not whole; there is no key to trust"] = "%s：规则包没有签名，或者不完整，没有可以信任的密钥",
	["%s: the pack does not bring its key along; name the file of the key"] = "%s：规则包没有带公钥；请写公钥文件名",
	["'%s' is no installed pack, no file, and no public key of minisign"] = "“%s”不是已安装的规则包，不是文件，也不是 minisign 公钥",
	["the key %s is trusted already"] = "密钥 %s 已经受信任",
	["there are more than %d keys"] = "密钥超过 %d 个",
	["no trusted key is '%s'; 'govpub rules trust' lists them"] = "受信任的密钥里没有“%s”；用 govpub rules trust 查看",
	["rules trust: 'add KEY [NAME]' or 'remove KEY', or nothing for the list"] = "rules trust：写 add 密钥 [名称] 或 remove 密钥，什么都不写则列出",
}
