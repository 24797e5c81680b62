--[[
一篇文字里最近的年份（“2023年”），没有则为 nil：早于某年的文件用当时的名称，不是错。
--]]
return function(s)
	local newest
	for year in s:gmatch("%f[%d]([12]%d%d%d)年") do
		year = tonumber(year)
		if year < 2100 and (not newest or year > newest) then newest = year end
	end
	return newest
end
