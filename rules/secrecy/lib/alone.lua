--[[
标志单独占一行，或者放在括号里；出现在句子里的同一个词不是标志。

  alone(s, hit)          命中所在的行，去掉括号、空格、星号以后，和命中差不多一样长
  alone.line(s, hit)     这一行
--]]
local alone = {}

local function bare(line)
	for _, mark in ipairs { "（", "）", "【", "】", "〔", "〕", "［", "］", "《", "》", "　", "：", "，", "。", "！", "★", "☆", "▲", "△", "、", "·" } do
		line = line:gsub(mark, "")
	end
	return (line:gsub("[%s%(%)%[%]%*:!]", ""))
end

-- room：除了这个词，最多还有多少字节
function alone.is(s, hit, room)
	local line = text.line(s, hit.from)
	return #line <= 200 and #bare(line) <= #hit.term + (room or 0)
end

-- 在一对括号里：（内部资料，注意保存）
function alone.in_brackets(s, hit)
	local before = s:sub(hit.from > 60 and hit.from - 60 or 1, hit.from - 1):match("[^\n]*$")
	local after = s:sub(hit.to + 1, hit.to + 60):match("^[^\n]*")
	local open = before:match(".*（(.*)$") or before:match(".*%((.*)$") or before:match(".*【(.*)$")
	local close -- 词里已经带着后括号的不再找
	if hit.term:find("）$") or hit.term:find("%)$") then close = "" end
	close = close or after:match("^(.-)）") or after:match("^(.-)%)") or after:match("^(.-)】")
	if not open or not close then return false end
	local inside = open .. hit.term .. close
	return #inside <= 75 and not inside:find("。", 1, true) and not (open .. close):find("）", 1, true)
end

return alone
