--[[
A fault of a template is on every page of a site, and is one finding and not two thousand. A rule with
on = { "page", "finish" } returns what is wrong with a page, and has it told here when the run ends:

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		...
		return { "SiteDomain" }        -- or nil: nothing is wrong

What a page returns is a list of words. {word} in the message of the rule is one of them, {n} the number of pages
that gave it, {first} the first address; the finding is about that page, and its evidence has a few more. What
follows a tab in a word does not make it another one: {detail} is that of the first page.
--]]
local across = {}

local SHOWN = 3 -- addresses in the evidence
local MOST = 20 -- findings of a rule about one site; what is left becomes one more

-- Scheme and host of an address. There are thousands of pages, and patterns are slow.
local function site_of(url)
	local from = url:find("://", 1, true)
	local path = from and url:find("/", from + 3, true)
	return path and url:sub(1, path - 1) or url:match("^%a+://[^/?#]*") or ""
end

-- What was kept, as a list of { site, word, n, urls } in the order in which they first came.
function across.groups(run)
	local groups, sites = {}, {}
	for _, kept in ipairs(run.kept) do
		local url, value = kept.url, kept.value
		local site = site_of(url)
		local known = sites[site]
		if not known then
			known = {}
			sites[site] = known
		end
		for _, words in ipairs(type(value) == "table" and value or { value }) do
			local tab = words:find("\t", 1, true)
			local word = tab and words:sub(1, tab - 1) or words
			local g = known[word]
			if not g then
				g = { site = site, word = word, detail = tab and words:sub(tab + 1) or "", n = 0, urls = {} }
				known[word], groups[#groups + 1] = g, g
			end
			g.n = g.n + 1
			if g.n <= SHOWN then g.urls[g.n] = url end
		end
	end
	return groups
end

-- The groups, of each site no more than MOST: the others come together in one that says how many they are.
local function shortened(groups)
	local list, count, rest = {}, {}, {}
	for _, g in ipairs(groups) do
		local n = (count[g.site] or 0) + 1
		count[g.site] = n
		if n <= MOST then
			list[#list + 1] = g
		elseif rest[g.site] then
			rest[g.site].n, rest[g.site].others = rest[g.site].n + g.n, rest[g.site].others + 1
		else
			rest[g.site] = { site = g.site, n = g.n, others = 1, urls = g.urls, detail = g.detail }
			list[#list + 1] = rest[g.site]
		end
	end
	for _, g in pairs(rest) do g.word = ("… (+%d)"):format(g.others) end
	return list
end

-- One finding a group. `dress(group, finding)` may change it, or return false for none.
function across.tell(run, report, dress)
	for _, g in ipairs(shortened(across.groups(run))) do
		local finding = { url = g.urls[1], params = { word = g.word, detail = g.detail, n = g.n, first = g.urls[1] } }
		if g.n > 1 then finding.evidence = table.concat(g.urls, " ") end
		if not dress or dress(g, finding) ~= false then report(finding) end
	end
end

return across
