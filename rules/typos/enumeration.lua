--[[
漏了一个的序号：“一、”之后是“三、”，“（一）”之后是“（三）”。中间写着“……”“略”的，是摘录，不查。
--]]
local scan = require "scan"

local DIGIT = {}
for i, c in ipairs { "一", "二", "三", "四", "五", "六", "七", "八", "九" } do DIGIT[c] = i end

-- 汉字数字 1 到 99；不是的为 nil
local function value(name)
	local tens, ones = name:match("^(.*)十(.*)$")
	if not tens then return DIGIT[name] end
	return (tens == "" and 1 or DIGIT[tens] or 100) * 10 + (ones == "" and 0 or DIGIT[ones] or 1000)
end

local NAME = { [0] = "", "一", "二", "三", "四", "五", "六", "七", "八", "九" }
local function name_of(n)
	if n < 10 then return NAME[n] end
	return (n < 20 and "" or NAME[n // 10]) .. "十" .. NAME[n % 10]
end

-- 序号从哪里开始、是几、是不是在行首；不是序号的为 nil
local function ordinal(s, hit, open)
	local from = hit.from
	while s:sub(from - 3, from - 1) == "十" or DIGIT[s:sub(from - 3, from - 1)] do from = from - 3 end
	local n = value(s:sub(from, hit.to - 3))
	if not n or n > 99 then return nil end
	if open then
		local size = s:sub(from - 3, from - 1) == "（" and 3 or s:sub(from - 1, from - 1) == "(" and 1 or nil
		if not size then return nil end
		from = from - size
	end
	local line_start = s:sub(from > 60 and from - 60 or 1, from - 1):match("[^\n]*$")
	return from, n, line_start:gsub("　", ""):find("^%s*$") ~= nil
end

-- 一种序号走一遍：在行首、并且跳过了一两个的，fault(缺几, 位置)
local function walk(s, hits, open, fault)
	local previous, present, previous_at = 0, {}, 1
	for _, hit in ipairs(hits) do
		local from, n, at_start = ordinal(s, hit, open)
		if from and at_start then
			local gap = n - previous
			if previous > 0 and gap > 1 and gap <= 3 and not present[n - 1] then
				local between = s:sub(previous_at, from)
				if not between:find("……", 1, true) and not between:find("略", 1, true) then fault(name_of(n - 1), from, hit.to) end
			end
			previous, previous_at, present = n, from, {}
		elseif from then
			present[n] = true
		end
	end
end

return rule {
	id = "typos/enumeration",
	title = { zh = "序号漏了一个", en = "Number missing in an enumeration" },
	mark = "D",
	severity = "warning",
	on = "document",
	match = { text = { "三、", "四、", "五、", "六、", "七、", "八、", "九、", "十、", "三）", "四）", "五）", "六）", "七）", "八）", "九）", "十）" } },
	tags = { "typos" },
	message = { zh = "“{this}”之前没有“{missing}”。", en = "There is no {missing} before {this}." },
	fix = { zh = "核对是漏了一段，还是序号编错了。", en = "See whether a passage is missing or the numbers are wrong." },

	check = function(document, report)
		local s, found = document.text, scan(document)
		local function tell(shape)
			return function(missing, from, to)
				report { at = document:at(from), params = { this = s:sub(from, to), missing = shape:format(missing) },
					evidence = text.excerpt(s, from, to) }
			end
		end
		if found.ordinal and #found.ordinal > 1 then walk(s, found.ordinal, false, tell("%s、")) end
		if found.item and #found.item > 1 then walk(s, found.item, true, tell("（%s）")) end
	end,

	tests = {
		{ name = "漏了", html = "<p>一、总体要求</p>\n<p>三、保障措施</p>\n<p>（一）组织</p>\n<p>（二）人员</p>\n<p>（四）经费</p>",
			finds = { { line = 2, message = "二、" }, { line = 5, message = "（三）" } } },
		{ name = "不漏", html = "<p>一、甲</p><p>（一）乙</p><p>（二）丙</p><p>二、丁</p><p>（一）戊</p><p>三、己；四、庚</p><p>五、辛</p>", finds = 0 },
		{ name = "到十以后", html = "<p>九、甲</p><p>十、乙</p><p>十一、丙</p><p>十二、丁</p><p>二十、戊</p>", finds = 0 },
		{ name = "摘录", html = "<p>（一）甲</p><p>……</p><p>（三）乙</p><p>将第（一）、（三）项删去</p>", finds = 0 },
	},
}
