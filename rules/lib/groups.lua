--[[
The words that the rules of a pack look for, each rule its own group, found in one pass over a text:

	local scan = groups { level = { "绝密", "机密" }, draft = { "送审稿）" } }
	scan(document).level    -- list of hits { from, to, term, index } with `index` in the group; nil: none
	scan.words.level        -- the group, for `match` of the rule

What is found is kept as long as the document. `hits` as in text.terms: "all" is every occurrence.
--]]
return function(words, hits)
	local matcher, owner
	local known = setmetatable({}, { __mode = "k" }) -- no text is held on to: large files are let go

	-- Only where a text is looked through: most checks of a site never come to it.
	local function prepare()
		local terms = {}
		owner = {}
		for group, list in pairs(words) do
			for i, word in ipairs(list) do
				terms[#terms + 1] = word
				owner[#terms] = { group = group, index = i }
			end
		end
		matcher = text.terms { terms = terms, hits = hits or "longest" }
	end

	local function scan(_, document)
		local found = known[document]
		if found then return found end
		if not matcher then prepare() end
		found = {}
		known[document] = found
		for _, hit in ipairs(matcher:find(document.text)) do
			local own = owner[hit.index]
			local list = found[own.group]
			if not list then
				list = {}
				found[own.group] = list
			end
			hit.index = own.index
			list[#list + 1] = hit
		end
		return found
	end

	return setmetatable({ words = words }, { __call = scan })
end
