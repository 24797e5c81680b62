--[[
A rule: what it looks for, what it says, what to do about it, and the tests that prove it.
It works as it stands; change it into what you need, and test after each change:

    govpub rules test {id}

Manual: man govpub-rules
--]]
return rule {
	-- The id of the rule is where its file lies: rules/{id}.lua
	id = "{id}",
	title = { zh = "链接文字没有说明去处", en = "Link text that does not say where it leads" },

	-- The provision that it rests on, and how sure that is (V compared with the original, M from
	-- memory, D it rests on none). Without a provision leave basis out and write mark = "D".
	--basis = "《……》第…条",
	mark = "D",

	-- error, warning or info.
	severity = "warning",

	-- It looks at each page once. match limits it to a column; without it, every page is checked.
	on = "page",
	--match = { path = "/zwgk/zcwj/" },

	-- What is said of a problem. {text} comes from the params below.
	message = { zh = "链接文字只写了“{text}”。", en = "The link text is only \"{text}\"." },
	fix = { zh = "写明点开以后是什么，例如“2023年工作要点（PDF）”。",
		en = "Say what opens, for example \"Work plan 2023 (PDF)\"." },

	-- page is the page, report tells a problem; at is the link it stands at: line and column follow.
	check = function(page, report)
		for _, link in ipairs(page.links) do
			if link.text == "click here" or link.text == "more" then
				report { at = link, params = { text = link.text } }
			end
		end
	end,

	-- Each test is a piece of a page; finds says how many problems are in it.
	-- Have at least one that is found, and one that must not be.
	tests = {
		{ name = "only \"click here\" is found", html = [[<p><a href="/a.html">click here</a></p>]], finds = 1 },
		{ name = "a text that says more is fine", html = [[<p><a href="/a.html">Work plan 2023</a></p>]], finds = 0 },
	},
}
