-- 练习 6 的检查项：全部满足才算完成。lesson 6: what must be true before it is done
local function clean(rule, name, zh, en)
	return { kind = "clean", rule = rule, page = "../files/" .. name, withheld = true, missing = { zh = zh, en = en } }
end

return {
	title = { zh = "发布以前检查文件", en = "Check files before they are published" },
	minutes = 45,
	checks = {
		clean("privacy", "mingdan.xlsx", "mingdan.xlsx 里还有身份证号，看看隐藏的工作表",
			"mingdan.xlsx still has identity numbers; look for a hidden sheet"),
		clean("privacy", "gongshi.docx", "gongshi.docx 里还留着修订痕迹", "gongshi.docx still has a tracked change"),
		clean("secrecy", "shuoming.txt", "shuoming.txt 里还有内部文件的标志", "shuoming.txt still has the mark of an internal paper"),
		{ kind = "filled", path = "rules/files/placeholder.lua", gap = "____", first = true,
			missing = { zh = "rules/files/placeholder.lua 第 {line} 行还有空没有填",
				en = "rules/files/placeholder.lua: line {line} still has a gap to fill" } },
		{ kind = "tests", rule = "files/placeholder",
			missing = { zh = "测试没有全部通过，用 govpub rules test files/placeholder 查看",
				en = "not all tests pass; see govpub rules test files/placeholder" } },
		{ kind = "finds", rule = "files/placeholder",
			files = { "../next/baoming.txt", "../next/kecheng.xlsx", "../next/zhanyan.txt" },
			pages = { "next/kecheng.xlsx", "next/zhanyan.txt" },
			missing = { zh = "next 里写着“待定”的文件没有都查出来", en = "not every file of next that says 待定 is found" },
			extra = { zh = "误报了 {n} 个文件，例如 {page}", en = "{n} files are reported in error, for example {page}" } },
	},
}
