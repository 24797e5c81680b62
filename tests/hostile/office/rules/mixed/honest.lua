-- says what it sees of the page and of the libraries: nothing that other rules do may change a letter of it
local words = require("words")

return rule {
	id = "mixed/honest",
	title = "Honest",
	severity = "warning",
	on = "page",
	args = { n = { type = "integer", default = 3 } },
	check = function(page, report, args)
		local seen = { page.title, #page.links, page.links[1].text, #page:select("p"), page:has_id("i1"),
			math.random(1 << 30), math.random(1 << 30), ("abc"):upper(), string.format("%5.1f|%s|%q", 2.5, true, "x"),
			#words.list, args.n, tostring(rawget(_G, "poison")), type(next), table.concat({ 1, 2 }, "-"), utf8.char(20013),
			json.encode { 1, { a = json.null } }, text.trim(" x "), url.resolve("http://a.cn/b", "c"), select("#", 1, 2) }
		for i, v in ipairs(seen) do seen[i] = tostring(v) end
		report { message = "{all}", params = { all = table.concat(seen, " ") }, at = page.links[1] }
	end,
}
