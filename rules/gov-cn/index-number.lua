--[[
索引号里的机构代码抄错了：组织机构代码（9 位）或统一社会信用代码（18 位）的校验码对不上。
只查这两种写法（000014349/2019-00007、11441700007280420Y/2021-00050）；各地自己编的索引号样子很多，不查。
校验码依 GB 11714 和 GB 32100 计算。一位数字抄错，校验码一定对不上；对得上的不一定没错。
--]]
local record, site = require "record", require "site"

local CODES = "0123456789ABCDEFGHJKLMNPQRTUWXY"

local function organisation(code) -- GB 11714: 8 characters and a check character
	local weights, sum = { 3, 7, 9, 10, 5, 8, 4, 2 }, 0
	for i = 1, 8 do
		local c = code:sub(i, i)
		sum = sum + weights[i] * (tonumber(c) or c:byte() - 55)
	end
	local check = 11 - sum % 11
	return code:sub(9, 9) == (check == 10 and "X" or check == 11 and "0" or tostring(check))
end

local function credit(code) -- GB 32100: 17 characters and a check character
	local sum, weight = 0, 1
	for i = 1, 17 do
		local value = CODES:find(code:sub(i, i), 1, true)
		if not value then return false end
		sum, weight = sum + (value - 1) * weight, weight * 3 % 31
	end
	local check = (31 - sum % 31) % 31
	return code:sub(18, 18) == CODES:sub(check + 1, check + 1)
end

-- true, false, or nil when the number is of another kind
local function right(number)
	local code, rest = number:match("^([%dA-Z%-]+)/(%d%d%d%d%-%d+)$")
	if not code then return nil end
	local bare = code:gsub("^(........)%-(.)$", "%1%2")
	if #rest < 10 or bare:find("-", 1, true) then return nil end
	if #bare == 9 then return organisation(bare) end
	if #bare == 18 then return credit(bare) end
	return nil
end

return rule {
	id = "gov-cn/index-number",
	title = { zh = "索引号里的机构代码不对", en = "Wrong agency code in the index number" },
	basis = "GB 11714、GB 32100 的校验码",
	mark = "M",
	severity = "warning",
	on = "page",
	match = { source = record.signs },
	tags = { "metadata" },
	message = { zh = "索引号“{number}”里的机构代码校验不通过，可能抄错了。",
		en = "The agency code in the index number \"{number}\" does not pass its check; it may be a slip." },
	fix = { zh = "对照本机关的代码改正。", en = "Compare it with the code of the agency." },

	check = function(page, report)
		local fields = site.government(page) and record.read(page)
		local number = fields and fields.index
		if number and right(number) == false then report { at = record.place(page, "index"), evidence = number, params = { number = number } } end
	end,

	tests = {
		{ name = "抄错一位", finds = { { evidence = "000014348/2019-00007" } },
			html = "<table><tr><td>索 引 号：</td><td>000014348/2019-00007</td><td>发文机关：</td><td>国务院</td></tr></table>" },
		{ name = "信用代码抄错一位", finds = 1,
			html = "<table><tr><td>索引号</td><td>11441700007280421Y/2021-00050</td><td>发布机构</td><td>某局</td></tr></table>" },
		{ name = "对的", finds = 0,
			html = "<table><tr><td>索 引 号：</td><td>000014349/2019-00007</td><td>发文机关：</td><td>国务院</td></tr></table>" },
		{ name = "带横线的", finds = 0,
			html = "<table><tr><td>索引号：</td><td>00001434-9/2025-00000043</td><td>发文机关：</td><td>国务院</td></tr></table>" },
		{ name = "信用代码", finds = 0,
			html = "<table><tr><td>索引号</td><td>11441700007280420Y/2021-00050</td><td>发布机构</td><td>某局</td></tr></table>" },
		{ name = "自己编的样子不查", finds = 0,
			html = "<table><tr><td>索引号</td><td>AA4310002023011900012</td><td>发布机构</td><td>某局</td></tr></table>" },
		{ name = "只有年份不全的不查", finds = 0,
			html = "<table><tr><td>索引号</td><td>000014348/2019-7</td><td>发布机构</td><td>某局</td></tr></table>" },
	},
}
