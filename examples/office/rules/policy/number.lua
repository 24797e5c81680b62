--[[
政策文件的页面上应当写明本机关的发文字号，例如“云文旅规〔2023〕1号”。
列表页没有 ArticleTitle 标签，不查。
--]]
return rule {
	id = "policy/number",
	title = { zh = "政策文件没有发文字号", en = "Policy without its document number" },
	basis = "《党政机关公文处理工作条例》第九条",
	mark = "M",
	severity = "warning",
	on = "page",
	match = { path = "/zwgk/zcwj/" },
	args = {
		prefix = { type = "string", default = "云文旅",
			help = { zh = "本机关发文代字的开头", en = "how the document numbers of this bureau begin" } },
	},
	message = { zh = "“发文字号”一栏没有“{prefix}…〔年份〕…号”。",
		en = "The item 发文字号 has no number like \"{prefix}…〔year〕…号\"." },
	fix = { zh = "对照原文补上发文字号；确实没有文号的，请审核人员确认。",
		en = "Add the number from the document; if it has none, let a reviewer confirm that." },

	check = function(page, report, args)
		if not page.meta.articletitle then return end
		for _, cell in ipairs(page:select("table.doc td")) do
			if cell.text:find(args.prefix, 1, true) and cell.text:find("〔%d%d%d%d〕%d+号") then return end
		end
		report { at = page:first("table.doc"), params = { prefix = args.prefix } }
	end,

	tests = {
		{ name = "文号齐全", file = "tests/number.html", finds = 0 },
		{ name = "一栏空着",
			html = [[
<meta name="ArticleTitle" content="关于安全生产工作的通知">
<table class="doc"><tr><th>发文字号</th><td></td></tr></table>]],
			finds = { { line = 2, message = "云文旅" } } },
		{ name = "正文引用别的文件，不能代替本文的文号",
			html = [[
<meta name="ArticleTitle" content="关于废止部分文件的决定">
<table class="doc"><tr><th>发文字号</th><td>—</td></tr></table>
<p>废止云文旅规〔2016〕4号。</p>]],
			finds = 1 },
		{ name = "别的机关的文号也不算",
			html = [[
<meta name="ArticleTitle" content="转发通知">
<table class="doc"><tr><th>发文字号</th><td>云财规〔2023〕8号</td></tr></table>]],
			finds = 1 },
		{ name = "列表页不查", html = [[<ul><li><a href="a.html">通知</a></li></ul>]], finds = 0 },
	},
}
