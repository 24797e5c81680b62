--[[
这个包的规则要找的词，每条规则一组；一篇文字只找一遍（rules/lib/groups.lua）。词在 lib/agencies.lua、lib/laws.lua、
lib/phrases.lua 的每一行里：命中的 index 是第几行。
--]]
local groups = require "groups"

-- 每个词和它在其中不算的更长的说法：except 是别的词，next 是正确的提法
local function words(rows)
	local list = {}
	for i, row in ipairs(rows) do
		local entry = { row.find }
		for _, word in ipairs(row.except or {}) do entry[#entry + 1] = word end
		for _, rest in ipairs(row.next or {}) do entry[#entry + 1] = row.find .. rest end
		list[i] = entry
	end
	return list
end

return groups { agencies = words(require "agencies"), laws = words(require "laws"), phrases = words(require "phrases") }
