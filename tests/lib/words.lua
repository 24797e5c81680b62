--[[
The words that govpub says, from the files of lua/govpub/messages or lua/govpub/errors.

words.all(folder)   one table of all files, and a list of the keys that stand in two places
--]]
local words = {}

function words.all(folder)
	local all, twice = {}, {}
	local list <close> = assert(io.popen("ls lua/govpub/" .. folder .. "/*.lua"))
	for path in list:lines() do
		local f <close> = assert(io.open(path))
		local seen = {}
		for key in ("\n" .. f:read "a"):gmatch '\n\t%["(.-)"%] =%s' do
			if seen[key] then twice[#twice + 1] = key end
			seen[key] = true
		end
		for key, value in pairs(dofile(path)) do
			if all[key] then twice[#twice + 1] = key end
			all[key] = value
		end
	end
	return all, twice
end

return words
