--[[
这个包的规则要找的词，每条规则一组；一篇文字只找一遍（rules/lib/groups.lua）。
--]]
local confusions, doubles, groups = require "confusions", require "doubles", require "groups"

local function words(list)
	local out = {}
	for word in list:gmatch("%S+") do out[#out + 1] = word end
	return out
end

-- 每个词和含有它而没有错的说法：在这些说法里的不算
local function with(word, except)
	local entry = { word }
	for i, one in ipairs(except or {}) do entry[i + 1] = type(one) == "table" and one.word or one end
	return entry[2] and entry or word
end

local wrong, doubled = {}, {}
for i, row in ipairs(confusions) do wrong[i] = with(row.wrong, row.except) end
for i, word in ipairs(doubles.words) do doubled[i] = with(word, doubles.except[word]) end

local function dates(list)
	local out = words(list)
	for _, day in ipairs { "29", "30", "31" } do out[#out + 1] = { "2月" .. day .. "日", "12月" .. day .. "日" } end
	return out
end

return groups({
	confusion = wrong,
	doubled = doubled,
	punctuation = words "。。 ，， 、、 ；； ，。 。， 、。 。、 ，、 、， ；。 。； ：。 ；， ，；",
	-- 可能是文号的：年份前面的括号
	number = words "[19 [20 ［19 ［20 (19 (20 （19 （20 【19 【20 〈19 〈20 ﹝ 〔",
	-- 日历上没有的日子；12月30日一类的由规则排除
	date = dates [[4月31日 6月31日 9月31日 11月31日 月32日 月33日 月34日 月35日 月36日 月37日 月38日 月39日 月00日 月0日
		年0月 年00月 年13月 年14月 年15月 年16月 年17月 年18月 年19月 -02-30 -02-31 -04-31 -06-31 -09-31 -11-31]],
	weekday = words "日星期 日（星期 日(星期 日，星期 日（周 日(周",
	ordinal = words "一、 二、 三、 四、 五、 六、 七、 八、 九、 十、",
	item = words "一） 二） 三） 四） 五） 六） 七） 八） 九） 十）",
	amount = words "元整 圆整",
	width = words "０ １ ２ ３ ４ ５ ６ ７ ８ ９",
}, "all")
