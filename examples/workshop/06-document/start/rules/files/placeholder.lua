--[[
练习 6：发布的文件里不能留着“待定”。
把四个空（四条下划线）换成正确的内容，说明见 README.zh-CN.md。
Lesson 6: put the right words in the place of the four gaps; README.md tells how.
--]]
return rule {
	id = "files/placeholder",
	title = { zh = "文件里还有“待定”", en = "Still to be decided" },
	mark = "D",
	severity = "warning",
	-- 空 1：看文件和网页里的文字，不看链接。对象的名称是什么？
	-- gap 1: this rule looks at the text of files and pages. What is such a subject called?
	on = "____",
	message = { zh = "这里还写着“待定”。", en = "Something is still to be decided (待定)." },
	fix = { zh = "定下来再发布。", en = "Decide it before the file is published." },

	check = function(document, report)
		-- 空 2：要找的词
		-- gap 2: the word to look for
		local word = "____"
		local from, to = document.text:find(word, 1, true)
		while from do
			-- 空 3：这个词从第几个字节开始？变量就在上面两行
			-- gap 3: which variable says where the word begins? It stands just above
			report { at = document:at(____) }
			from, to = document.text:find(word, to + 1, true)
		end
	end,

	tests = {
		-- 空 4：应当查出几处？
		-- gap 4: how many should be found?
		{ name = "表格里有两处", document = { type = "xlsx", parts = {
			{ kind = "cell", at = "课程!B2", text = "待定" }, { kind = "cell", at = "课程!C2", text = "地点待定" } } }, finds = ____ },
		{ name = "都定下来了", document = { type = "docx", text = "8月26日在学宫广场举行。" }, finds = 0 },
	},
}
