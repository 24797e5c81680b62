--[[
这个包的规则要找的词，每条规则一组；一篇文字只找一遍（rules/lib/groups.lua）。
--]]
local confusions, doubles, groups = require "confusions", require "doubles", require "groups"

local function words(list)
	local out = {}
	for word in list:gmatch("%S+") do out[#out + 1] = word end
	return out
end

local wrong = {}
for i, row in ipairs(confusions) do wrong[i] = row.wrong end

return groups({
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
}, "all")
