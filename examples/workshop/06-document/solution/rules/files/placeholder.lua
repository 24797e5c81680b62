--[[
练习 6 的参考答案。
Lesson 6, solved.
--]]
return rule {
	id = "files/placeholder",
	title = { zh = "文件里还有“待定”", en = "Still to be decided" },
	mark = "D",
	severity = "warning",
	on = "document",
	message = { zh = "这里还写着“待定”。", en = "Something is still to be decided (待定)." },
	fix = { zh = "定下来再发布。", en = "Decide it before the file is published." },

	check = function(document, report)
		local word = "待定"
		local from, to = document.text:find(word, 1, true)
		while from do
			report { at = document:at(from) }
			from, to = document.text:find(word, to + 1, true)
		end
	end,

	tests = {
		{ name = "表格里有两处", document = { type = "xlsx", parts = {
			{ kind = "cell", at = "课程!B2", text = "待定" }, { kind = "cell", at = "课程!C2", text = "地点待定" } } }, finds = 2 },
		{ name = "都定下来了", document = { type = "docx", text = "8月26日在学宫广场举行。" }, finds = 0 },
	},
}
