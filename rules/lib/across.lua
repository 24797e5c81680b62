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

-- What was kept, as a list of { site, word, n, urls } in the order in which they first came.
function across.groups(run)
	local groups, known = {}, {}
	for _, kept in ipairs(run.kept) do
		local site = kept.url:match("^%a+://[^/?#]*") or ""
		for _, words in ipairs(type(kept.value) == "table" and kept.value or { kept.value }) do
			local word, detail = words:match("^([^\t]*)\t?(.*)$")
			local key = site .. "\n" .. word
			local g = known[key]
			if not g then
				g = { site = site, word = word, detail = detail, n = 0, urls = {} }
				known[key], groups[#groups + 1] = g, g
			end
			g.n = g.n + 1
			if g.n <= SHOWN then g.urls[g.n] = kept.url end
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
