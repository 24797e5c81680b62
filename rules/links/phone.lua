--[[
电话链接（tel:）里的号码写得可疑：用了全角数字，或者位数、开头与国内的号码都对不上。
没有数字、有字母、位数太多的，检查链接时由程序自己判断为错链，这里不重复；外国的号码不判断。
--]]
local plan = require "numbering"

local wide = {}
for i = 0, 9 do wide[utf8.char(0xFF10 + i)] = tostring(i) end

-- 换成半角；有全角数字时，第二个值是 true
local function halved(s)
	local plain = s:gsub("\u{FF0B}", "+"):gsub(utf8.charpattern, wide)
	return plain, plain ~= s
end

-- 分机以前的号码：去掉空格、括号、横线。外国的、服务代码、带字母的，没有
local function number_of(s)
	local n = s:gsub(";.*$", ""):gsub("[,/].*$", ""):gsub("\u{8F6C}.*$", ""):gsub("\u{3001}.*$", "")
	if n:find("[%a*#]") then return nil end
	local parts = {}
	for digits in n:gmatch("%d+") do parts[#parts + 1] = digits end
	local all = table.concat(parts)
	local country = n:match("^%s*%+") or all:match("^00")
	if country then
		all = all:gsub("^00", "")
		local rest = all:match("^86(%d+)$")
		if not rest then return nil end
		all = rest
		-- +86 之后不再拨 0，写了也拨得通
		if not all:find("^0") and not all:find("^1[3-9]") and not all:find("^[48]00") then all = "0" .. all end
	end
	return all, #parts > 2 and all:sub(1, #all - #parts[#parts]) or nil
end

local function fits(digits)
	for _, row in ipairs(plan) do
		if digits:find(row.lead) then
			for _, n in ipairs(row.digits) do
				if #digits == n then return true end
			end
		end
	end
	return false
end

return rule {
	id = "links/phone",
	title = { zh = "电话号码可疑", en = "Doubtful telephone number" },
	basis = "RFC 3966；电信网编号计划",
	mark = "M",
	severity = "warning",
	on = "link",
	match = { scheme = "tel", has = "odd-tel" },
	message = { zh = "电话链接里的号码“{number}”与国内号码的位数或写法对不上，可能拨不通。",
		en = "The number \"{number}\" of a telephone link fits no length or form of numbers in China, and may not be dialled." },
	fix = { zh = "核对号码；写成 tel:{meant}。", en = "Check the number, and write tel:{meant}." },

	check = function(link, report)
		local raw = text.trim(link.raw):gsub("^[^:]*:", "")
		local plain, was_wide = halved(raw)
		local digits, shorter = number_of(plain)
		if was_wide or (digits and #digits > 0 and #digits <= 15 and not fits(digits) and not (shorter and fits(shorter))) then
			report { at = link, params = { number = raw, meant = (plain:gsub("[%s()]", "")) } }
		end
	end,

	tests = {
		{ name = "全角数字，建议半角", html = [[<a href="tel:０２１-12345678">甲</a>]], finds = { { line = 1, message = "０２１" } } },
		{ name = "位数不对", html = [[<a href="tel:010-1234567">甲</a> <a href="tel:021-123456789">乙</a>
			<a href="tel:1391234567">丙</a> <a href="tel:400-123-45678">丁</a> <a href="tel:+86-10-1234567">戊</a>
			<a href="tel:123">己</a> <a href="tel:12">庚</a>]], finds = 6 },
		{ name = "国内常见的写法", html = [[<a href="tel:12345">甲</a> <a href="tel:110">乙</a> <a href="tel:95598">丙</a>
			<a href="tel:96110">丁</a> <a href="tel:010-12345678">戊</a> <a href="tel:(0512)12345678">己</a>
			<a href="tel:0871-1234567">庚</a> <a href="tel:139 1234 5678">辛</a> <a href="tel:+86 21 12345678">壬</a>
			<a href="tel:+8613912345678">癸</a> <a href="tel:400-123-4567">子</a> <a href="tel:0086-21-12345678">丑</a>
			<a href="tel:12345678">寅</a> <a href="tel:0512-12345">卯</a> <a href="tel:+86-021-12345678">辰</a>
			<a href="tel:800-810-1234">巳</a>]], finds = 0 },
		{ name = "分机", html = [[<a href="tel:021-12345678转8001">甲</a> <a href="tel:021-12345678-8001">乙</a>
			<a href="tel:021-12345678;ext=8001">丙</a> <a href="tel:021-12345678,8001">丁</a>
			<a href="tel:021-12345678/87654321">戊</a> <a href="tel:021-12345678、87654321">己</a>]], finds = 0 },
		{ name = "外国号码和服务代码不查", html = [[<a href="tel:+44 20 7946 0000">甲</a> <a href="tel:0044-20-79460000">乙</a>
			<a href="tel:*99#">丙</a> <a href="tel:1-800-FLOWERS">丁</a> <a href="sms:1">戊</a> <a href="tel:">己</a>]], finds = 0 },
	},
}
