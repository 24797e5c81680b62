--[[
The numbers that can be dialled in mainland China, as far as length and beginning tell.

Read by links/phone. `lead`: a Lua pattern at the beginning of the digits, without +86 and without blanks;
`digits`: how many there are in all, the leading ones included. A number that fits no row is looked at by a person.
Sources: 电信网编号计划（2017 年版，工业和信息化部）for the ranges (mark M: from memory, check before citing);
area codes of two digits after 0 have local numbers of 8 digits, those of three have 7 or 8.
--]]
return {
	{ lead = "^010", digits = { 11 } },           -- 北京
	{ lead = "^02%d", digits = { 11 } },          -- 上海、天津、重庆、沈阳、南京、武汉、成都、西安、广州
	{ lead = "^0[3-9]%d%d", digits = { 11, 12 } },
	{ lead = "^1[3-9]", digits = { 11 } },        -- mobile
	{ lead = "^[48]00", digits = { 10 } },        -- 400, 800
	{ lead = "^1[0-2]%d", digits = { 3, 4, 5, 6 } }, -- 110, 119, 120, 122, 12345, 12315, 123456
	{ lead = "^9[56]%d", digits = { 5, 6, 7, 8 } }, -- 95xxx, 96xxx
	{ lead = "^1[0-2]%d%d%d", digits = { 5, 6, 7, 8, 9 } }, -- service numbers with an extension of their own
	{ lead = "^[2-8]", digits = { 7, 8 } },       -- a local number without its area code
	-- short numbers dialled from elsewhere: the area code before 12345, 96xxx
	{ lead = "^0[1-9]%d%d?1[0-2]%d", digits = { 6, 7, 8, 9 } },
	{ lead = "^0[1-9]%d%d?9[56]%d", digits = { 8, 9, 10 } },
}
