--[[
逐个报告号码：每篇最多 20 个，说明总共多少个。只写出前两位和后两位，号码本身不进报告。
report_ids(document, report, hits)
--]]
local MOST = 20

return function(document, report, hits)
	for i, hit in ipairs(hits) do
		if i > MOST then return end
		report { at = document:at(hit.from), params = { masked = hit.masked, count = #hits }, evidence = hit.masked }
	end
end
