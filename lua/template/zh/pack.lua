--[[
规则包：可以装到别的单位的一组规则。这个文件只是数据，里面没有东西会运行。

    govpub 规则 测试 share/{id}           运行其中规则的测试
    govpub 规则 生成密钥 {id}.key         只做一次：签名用的密钥，保管好，不要给任何人
    govpub 规则 打包 --key {id}.key share/{id}

旁边是 rules/名称.lua、rules/lib/、rules/tests/ 和 README.md。规则的编号以规则包的名称开头。
手册：man govpub-rules
--]]
return pack {
	name = "{id}",
	-- 交给别人的内容每改一次就加大：1.0、1.1、2.0。
	version = "1.0",
	-- 按哪一级脚本接口写的。
	api = 1,
	title = { zh = "链接文字", en = "Link texts" },
	-- 谁做的；要写个人姓名，先征得本人同意。
	author = { office = "本单位" },
	licence = "MIT",
	--homepage = "https://www.example.gov.cn/rules/",
	-- 需要一起安装的规则包。
	--needs = { "other-pack" },
}
