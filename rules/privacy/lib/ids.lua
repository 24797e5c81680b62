--[[
一篇文字里的号码只找一遍：ids(document, kind) 是这一种号码的列表，没有则为空列表。
--]]
local KINDS = { "resident-id", "resident-id-15", "bank-card", "mobile", "passport", "plate", "email" }
local none = {}
local last, found

return function(document, kind)
	local s = document.text
	if s ~= last then
		last, found = s, {}
		for _, hit in ipairs(text.ids(s, KINDS)) do
			local list = found[hit.kind]
			if not list then
				list = {}
				found[hit.kind] = list
			end
			list[#list + 1] = hit
		end
	end
	return found[kind] or none
end
