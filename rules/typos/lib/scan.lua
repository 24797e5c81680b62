--[[
一篇文字只找一遍：这个包的规则要找的词合在一起，各取各的。

  scan(document)        各组找到的词：scan(document).doubled 是 { from, to, term, index } 的列表，没有则为 nil
  每组是一个词的列表，在下面的 groups 里；同一篇文字再问，不再找。
--]]
local confusions, doubles = require "confusions", require "doubles"

local function words(list)
	local out = {}
	for word in list:gmatch("%S+") do out[#out + 1] = word end
	return out
end

local wrong = {}
for i, row in ipairs(confusions) do wrong[i] = row.wrong end

local groups = {
	confusion = wrong,
	doubled = doubles.words,
	punctuation = words "。。 ，， 、、 ；； ，。 。， 、。 。、 ，、 、， ；。 。； ：。 ；， ，；",
	-- 可能是文号的：年份前面的括号
	number = words "[19 [20 ［19 ［20 (19 (20 （19 （20 【19 【20 〈19 〈20 ﹝ 〔",
	-- 日历上没有的日子；12月30日一类的由规则排除
	date = words [[2月30日 2月31日 4月31日 6月31日 9月31日 11月31日 2月29日 月32日 月33日 月34日 月35日 月36日 月37日 月38日 月39日 月00日 月0日
		年0月 年00月 年13月 年14月 年15月 年16月 年17月 年18月 年19月 -02-30 -02-31 -04-31 -06-31 -09-31 -11-31]],
	weekday = words "日星期 日（星期 日(星期 日，星期 日（周 日(周",
	ordinal = words "一、 二、 三、 四、 五、 六、 七、 八、 九、 十、",
	item = words "一） 二） 三） 四） 五） 六） 七） 八） 九） 十）",
	amount = words "元整 圆整",
	width = words "０ １ ２ ３ ４ ５ ６ ７ ８ ９",
}

local terms, owner = {}, {}
for group, list in pairs(groups) do
	for i, term in ipairs(list) do
		terms[#terms + 1] = term
		owner[#terms] = { group = group, index = i }
	end
end
local matcher = text.terms { terms = terms, hits = "all" }

local known = setmetatable({}, { __mode = "k" }) -- 不留住文字：大的文件读完就放

return function(document)
	local found = known[document]
	if found then return found end
	found = {}
	known[document] = found
	for _, hit in ipairs(matcher:find(document.text)) do
		local own = owner[hit.index]
		local list = found[own.group]
		if not list then
			list = {}
			found[own.group] = list
		end
		hit.index = own.index
		list[#list + 1] = hit
	end
	return found
end
