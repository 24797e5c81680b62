--[[
文件属性里的标题还是软件给的，或者是别的文件的：“文档1”“Document1”“Microsoft Word - …”“PowerPoint 演示文稿”“新建 Microsoft Word 文档”。
浏览器打开 PDF 时，标签上显示的就是它，搜索结果里也是。标题空着的不报；标题与文件名、正文不同的不报（可能有意）。
要下载整个文件才看得到，检查网站时费时，所以平时不运行，点名才查。
--]]
local DEFAULTS = { "^文档%s*%d*$", "^[Dd]ocument%s*%d*$", "^Microsoft Word %- ", "^Microsoft PowerPoint %- ", "^Microsoft Excel %- ",
	"^PowerPoint 演示文稿$", "^PowerPoint Presentation$", "^新建.*文档", "^新建.*工作表", "^新建文本文档", "^工作簿%s*%d*$", "^[Bb]ook%s*%d+$",
	"^[Uu]ntitled", "^无标题", "^幻灯片%s*%d*$", "^演示文稿%s*%d*$", "^标题$", "^Title$", "^%s*%-+%s*$", "^Print$", "^扫描", "^[Ss]can%d*", "^CamScanner" }

return rule {
	id = "attachments/document-title",
	title = { zh = "文件属性里的标题没有改", en = "Document whose title is that of the software" },
	basis = "WCAG 2.1, 2.4.2 (PDF18)",
	mark = "M",
	severity = "info",
	on = "document",
	match = { has = "file" },
	tags = { "attachments", "slow", "optional" },
	message = { zh = "文件属性里的标题是“{title}”。", en = "The title among the properties of the document is \"{title}\"." },
	fix = { zh = "在“文件—信息—标题”里写上文件的名称，再导出。", en = "Set the title in the properties of the file and export it again." },

	check = function(document, report)
		local title = document.type ~= "html" and text.trim(document.title or "") or ""
		if title == "" then return end
		for _, pattern in ipairs(DEFAULTS) do
			if title:find(pattern) then
				report { params = { title = title }, evidence = title }
				return
			end
		end
	end,

	tests = {
		{ name = "文档1", document = { type = "docx", title = "文档1", text = "通知" }, finds = { { message = "文档1" } } },
		{ name = "导出的 PDF", document = { type = "pdf", title = "Microsoft Word - 通知.doc", text = "通知" }, finds = 1 },
		{ name = "演示文稿", document = { type = "pdf", title = "PowerPoint 演示文稿", text = "通知" }, finds = 1 },
		{ name = "自己写的标题", document = { type = "docx", title = "关于文档1号修订的通知", text = "通知" }, finds = 0 },
		{ name = "没有标题", document = { type = "docx", text = "通知" }, finds = 0 },
		{ name = "网页由 pages/title 查", html = "<title>文档1</title>", finds = 0 },
	},
}
