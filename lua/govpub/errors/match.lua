-- what is wrong with terms, patterns and dates that a script or a verb looks for
return {
	-- govpub terms
	["--format: '%s' is not plain, text or json"] = "--format：“%s”不是 plain、text 或 json",
	["--hits: '%s' is not first, longest or all"] = "--hits：“%s”不是 first、longest 或 all",
	["give the files and then the list of terms: govpub terms article.txt terms.txt"] =
		"请依次写上要查找的文件和词表：govpub terms article.txt terms.txt",
	["%s: there is no term in it"] = "%s：里面没有词",
	["%s: is a folder; name the files, as %s/*"] = "%s：这是文件夹；请写上文件，如 %s/*",
	["%s: a text that is no UTF-8 may have %d MiB at most"] = "%s：不是 UTF-8 的文字至多 %d MiB",
	-- modules of scripts
	["text.terms: entry %I is no string, and no table with a field 'term'"] = "text.terms：第 %I 项既不是字符串，也不是带 term 字段的表",
	["text.terms: hits is longest, first or all"] = "text.terms：hits 只能是 longest、first 或 all",
	["text.terms: more than %d MiB of terms"] = "text.terms：词表超过 %d MiB",
	["text.terms: more than %d terms"] = "text.terms：词表超过 %d 个词",
	["the term is empty"] = "词是空的",
	["the term is longer than %d bytes"] = "词超过 %d 字节",
	["the term is no UTF-8"] = "词不是 UTF-8 文字",
	["text.ids: there is no kind '%s'"] = "text.ids：没有“%s”这一类",
	["the pattern is no UTF-8"] = "正则表达式不是 UTF-8 文字",
	["a flag of a pattern is i, m, s or x"] = "正则表达式的选项只有 i、m、s、x",
	["a pattern has %d KiB at most"] = "正则表达式至多 %d KiB",
	["a pattern has %d groups at most; write (?:…) for those that are not asked for"] =
		"正则表达式至多 %d 个组；不需要取出的写成 (?:…)",
	["no memory for the pattern"] = "内存不够，正则表达式无法编译",
	["the pattern is wrong at byte %zu: %s"] = "正则表达式在第 %zu 字节处有错：%s",
	["the pattern took more than %d steps; make it simpler"] = "正则表达式用了超过 %d 步；请改得简单些",
	["the pattern nested deeper than %d; make it simpler"] = "正则表达式嵌套超过 %d 层；请改得简单些",
	["the pattern took more than %d MiB of memory; make it simpler"] = "正则表达式用了超过 %d MiB 内存；请改得简单些",
	["the pattern cannot be used on this text (PCRE2: %d)"] = "正则表达式无法用于这段文字（PCRE2：%d）",
	["a date is written as 2026-09-20"] = "日期写作 2026-09-20",
	["the calendar that was handed over is damaged"] = "交给脚本的工作日历已损坏",
}
