--[[
The words that the rules of a pack look for, each rule its own group:

	local scan = groups({ level = { "绝密", "机密" }, draft = { "送审稿）" } }, "all")
	scan(document).level    -- list of hits { from, to, term, index } with `index` in the group; nil: none
	scan.words.level        -- the group, for `match` of the rule

A word may be a list of itself and of longer ones in which it does not count, as in `match`; here it is found in them too. A
group is looked for when it is first asked for, and what is found is kept as long as the document. `hits` as in text.terms.
--]]
return function(words, hits)
	local matchers = {}
	local known = setmetatable({}, { __mode = "k" }) -- no text is held on to: large files are let go

	-- Only where a text is looked through: most checks of a site never come to it.
	local function matcher(group)
		local terms = {}
		for i, word in ipairs(words[group]) do terms[i] = type(word) == "table" and word[1] or word end
		matchers[group] = text.terms { terms = terms, hits = hits or "longest" }
		return matchers[group]
	end

	local function scan(_, document)
		local found = known[document]
		if found then return found end
		local s = document.text
		found = setmetatable({}, { __index = function(self, group)
			local list = (matchers[group] or matcher(group)):find(s)
			self[group] = list[1] and list or false
			return self[group]
		end })
		known[document] = found
		return found
	end

	return setmetatable({ words = words }, { __call = scan })
end
