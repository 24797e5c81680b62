--[[
Documents by their titles: the same document is 《X办法》 in one place, 关于印发《X办法》的通知 in another.
--]]
local titles = {}

-- What stands between 《 and 》 in `s`, each name once, the outermost pair counts; at most `most`.
function titles.quoted(s, most)
	local found, seen, at = {}, {}, 1
	while #found < (most or 10) do
		local from = s:find("《", at, true)
		if not from then break end
		local depth, i = 1, from + 3
		while depth > 0 do
			local opens, closes = s:find("《", i, true), s:find("》", i, true)
			if not closes then return found end
			if opens and opens < closes then depth, i = depth + 1, opens + 3 else depth, i = depth - 1, closes + 3 end
		end
		local name = titles.bare(s:sub(from + 3, i - 4))
		if #name >= 12 and not seen[name] then seen[name], found[#found + 1] = true, name end
		at = i
	end
	return found
end

-- A title to compare: without spaces, brackets of quoting, and what is said of its form at its end.
function titles.bare(s)
	s = text.fold(s):gsub("%s", ""):gsub("[\"']", ""):gsub("“", ""):gsub("”", "")
	s = s:gsub("%(试行%)$", ""):gsub("%(暂行%)$", ""):gsub("%(修订%)$", "")
	return s
end

-- The names under which a document of this title is known: its own, and what it issues.
function titles.names(title)
	local names = { titles.bare(title) }
	if title:find("印发", 1, true) or title:find("发布", 1, true) then
		for _, name in ipairs(titles.quoted(title, 3)) do names[#names + 1] = name end
	end
	return names
end

return titles
