--[[
同一个 id 在一页里写了两次，而且有东西指着它：<label for>、aria-labelledby、aria-describedby 或者页内链接。
浏览器只认第一个，另一个的说明就落空了。没有谁用到的重复 id 不碍事，不报。
--]]
local across = require "across"

-- Whether something on the page refers to this id.
local function referred(page, id)
	for _, before in ipairs { 'for="', "for='", 'aria-labelledby="', 'aria-describedby="', 'href="#', "href='#" } do
		local quote = before:sub(-1) == "#" and before:sub(-2, -2) or before:sub(-1)
		if page:contains(before .. id .. quote) then return true end
	end
	return false
end

-- Whether two elements carry it: page.ids also has names of <a>, and one element may have both.
local function twice(page, id)
	local n = 0
	for _, quote in ipairs { '"', "'" } do
		local wanted, body, at = "id=" .. quote .. id .. quote, page.body, 1
		repeat
			at = body:find(wanted, at, true)
			if at then
				if body:find("^%s", at - 1) then n = n + 1 end
				at = at + 1
			end
		until not at
	end
	return n > 1
end

local function in_comment(page, id)
	for _, comment in ipairs { "<!--", "<script" } do
		local at = page.body:find(comment, 1, true)
		while at do
			local stop = page.body:find(comment == "<!--" and "-->" or "</script", at, true) or #page.body
			if page.body:sub(at, stop):find('id=["\']' .. id:gsub("%p", "%%%0") .. '["\']') then return true end
			at = page.body:find(comment, stop, true)
		end
	end
	return false
end

return rule {
	id = "accessibility/duplicate-ids",
	title = { zh = "重复的 id", en = "Duplicate id" },
	basis = "WCAG 2.1, 4.1.1 (F77)、1.3.1 (F17)",
	mark = "M",
	severity = "info",
	on = { "page", "finish" },
	match = { has = "twin-ids" },
	tags = { "accessibility" },
	message = { zh = "id“{word}”在一页里有两个，而且被引用，{n} 个页面上都有，例如 {first}。",
		en = "The id \"{word}\" is there twice on a page and is referred to, on {n} pages, as on {first}." },
	fix = { zh = "给其中一个换一个 id，引用它的地方一起改。", en = "Give one of them another id, and mend what refers to it." },

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		local seen, found = {}, {}
		for _, id in ipairs(thing.ids) do
			if seen[id] == 1 and #id < 80 and #found < 5 and referred(thing, id) and twice(thing, id) and not in_comment(thing, id) then
				found[#found + 1] = id
			end
			seen[id] = (seen[id] or 0) + 1
		end
		return found[1] and found or nil
	end,

	tests = {
		{ name = "label 指着两个", html = [[<label for="kw">词</label><input id="kw"><input id="kw">]], finds = { { message = "kw" } } },
		{ name = "页内链接指着两个", html = [[<a href="#fj">附件</a><p id="fj">一</p><p id="fj">二</p>]], finds = 1 },
		{ name = "没有谁用到", html = [[<p id="a">一</p><p id="a">二</p>]], finds = 0 },
		{ name = "一个元素的 id 和 name", html = [[<a href="#x">去</a><a id="x" name="x"></a>]], finds = 0 },
		{ name = "另一个在注释里", html = [[<a href="#x">去</a><p id="x"></p><!-- <p id="x"></p> -->]], finds = 0 },
	},
}
