--[[
一篇文字里的号码只找一遍：ids(document, kind) 是这一种号码的列表，没有则为空列表。
--]]
local KINDS = { "resident-id", "resident-id-15", "bank-card", "mobile", "passport", "plate", "email" }
local none = {}
local known = setmetatable({}, { __mode = "k" }) -- 不留住文字：大的文件读完就放

return function(document, kind)
	local found = known[document]
	if not found then
		found = {}
		known[document] = found
		for _, hit in ipairs(text.ids(document.text, KINDS)) do
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
