--[[
Whether a page says that it is not there, judged as the link checker does
(core/crawl/phrases.c): by title and headings, and a short page by its text outside links.
An article about "页面不存在" is long, and neither its title nor a heading is only that.
--]]
local phrases = require "phrases"

-- The line is the phrase and little else, apart from a site's name before or behind _ - |
local function is_all(line, phrase)
	local from, to = line:find(phrase, 1, true)
	if not from then return false end
	while from > 1 and not line:find("^[_|-]", from - 1) do from = from - 1 end
	while to < #line and not line:find("^[_|-]", to + 1) do to = to + 1 end
	return #phrase * 2 >= to - from + 1
end

local function count(s, phrase)
	local pattern = phrase:gsub("%p", "%%%0")
	return select(2, s:gsub(pattern, ""))
end

local function outside_links(page, body, phrase)
	local n = count(body, phrase)
	if n == 0 then return false end
	for _, link in ipairs(page.links) do n = n - count(link.text:lower(), phrase) end
	return n > 0
end

-- The phrase that says so, or nil.
return function(page)
	if page.plain_count > phrases.long_text then return nil end
	local short = page.plain_count <= phrases.short_text
	local lines, body = { (page.title or ""):lower() }, short and page.text:lower()
	for line in page.headings:lower():gmatch("[^\n]+") do lines[#lines + 1] = line end
	for _, set in ipairs { phrases["soft-404"], phrases["deleted-article"] } do
		for _, phrase in ipairs(set) do
			for _, line in ipairs(lines) do
				if is_all(line, phrase) then return phrase end
			end
			if short and outside_links(page, body, phrase) then return phrase end
		end
	end
	return nil
end
