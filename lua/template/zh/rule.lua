--[[
一条规则：查什么、怎么说、怎么改，以及证明它管用的测试。
现在的内容可以直接运行，请改成自己需要的。改一次，测一次：

    govpub rules test {id}

手册：man govpub-rules
--]]
return rule {
	-- 规则的编号，与文件的位置一致：rules/{id}.lua
	id = "{id}",
	title = { zh = "链接文字没有说明去处", en = "Link text that does not say where it leads" },

	-- 依据哪个文件的哪一条，和依据有多可靠（V 核对过原文，M 凭记忆，D 没有依据，自己定的）。
	-- 没有依据的，不写 basis，只写 mark = "D"。
	--basis = "《……》第…条",
	mark = "D",

	-- 严重程度：error 错误，warning 提醒，info 提示。
	severity = "warning",

	-- 每个页面查一次。match 限定只查某个栏目；不写就查所有页面。
	on = "page",
	--match = { path = "/zwgk/zcwj/" },

	-- 查出问题时说的话。{text} 由下面的 params 填写。
	message = { zh = "链接文字只写了“{text}”。", en = "The link text is only \"{text}\"." },
	fix = { zh = "写明点开以后是什么，例如“2023年工作要点（PDF）”。",
		en = "Say what opens, for example \"Work plan 2023 (PDF)\"." },

	-- page 是页面，report 报告一个问题。at 指明在哪个链接，报告里会写出行和列。
	check = function(page, report)
		for _, link in ipairs(page.links) do
			if link.text == "点击这里" or link.text == "更多" then
				report { at = link, params = { text = link.text } }
			end
		end
	end,

	-- 每个测试给一小段网页，finds 是应当查出几个问题。至少一个查得出，一个不误报。
	tests = {
		{ name = "只写“点击这里”，应当查出", html = [[<p><a href="/a.html">点击这里</a></p>]], finds = 1 },
		{ name = "写明了去处，不应当误报", html = [[<p><a href="/a.html">2023年工作要点</a></p>]], finds = 0 },
	},
}
