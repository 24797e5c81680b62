--[[
一篇文字只找一遍：scan(document).agencies 是 { hit, row } 的列表，row 是 lib/agencies.lua、lib/laws.lua、lib/phrases.lua 的一行。
--]]
local groups = { agencies = require "agencies", laws = require "laws", phrases = require "phrases" }

local terms, owner = {}, {}
for group, list in pairs(groups) do
	for _, row in ipairs(list) do
		terms[#terms + 1] = row.find
		owner[#terms] = { group = group, row = row }
	end
end
local matcher = text.terms(terms)

local known = setmetatable({}, { __mode = "k" }) -- 不留住文字：大的文件读完就放

return function(document)
	local found = known[document]
	if found then return found end
	found = {}
	known[document] = found
	for _, hit in ipairs(matcher:find(document.text)) do
		local own = owner[hit.index]
		found[own.group] = found[own.group] or {}
		table.insert(found[own.group], { hit = hit, row = own.row })
	end
	return found
end
