--[[
这个包的规则要找的词，每条规则一组；一篇文字只找一遍（rules/lib/groups.lua）。词在 lib/agencies.lua、lib/laws.lua、
lib/phrases.lua 的每一行里：命中的 index 是第几行。
--]]
local groups = require "groups"

local function words(rows)
	local list = {}
	for i, row in ipairs(rows) do list[i] = row.find end
	return list
end

return groups { agencies = words(require "agencies"), laws = words(require "laws"), phrases = words(require "phrases") }
