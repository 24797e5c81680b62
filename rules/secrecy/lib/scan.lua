--[[
一篇文字只找一遍：scan(document).组名 是这一组词的命中，没有则为 nil。组见 groups。
--]]
local groups = {
	star = { "★", "☆", "密*", "密级*", "密＊", "密 *", "密级 *" },
	level = { "绝密", "机密", "秘密", "绝密级", "机密级", "秘密级" },
	internal = { "内部资料", "内部文件", "内部材料", "内部刊物", "内部参考", "内部情况", "仅供内部", "内部使用", "内部掌握", "不得外传", "严禁外传",
		"请勿外传", "注意保存", "妥善保管", "阅后即焚", "阅后销毁", "阅后收回", "会后收回", "领导参阅" },
	commercial = { "核心商密", "普通商密", "商密▲", "商密△", "工作秘密" },
	closed = { "此件不公开", "此件不予公开", "此件依申请公开" },
	attribute = { "公开属性", "公开方式", "公开类型", "公开范围" },
	-- 连同后面的括号：正文里提到征求意见稿的很多
	draft = { "征求意见稿）", "送审稿）", "讨论稿）", "汇报稿）", "代拟稿）", "修改稿）", "审议稿）", "上会稿）", "初稿）",
		"征求意见稿)", "送审稿)", "讨论稿)", "汇报稿)", "代拟稿)", "修改稿)", "审议稿)", "上会稿)", "初稿)" },
	sheet = { "签发人", "拟稿人", "拟稿单位", "核稿人", "核稿", "会签", "签发", "主办单位拟稿", "校对", "缓急程度", "发文稿纸" },
	copy = { "份号" },
}

local terms, owner = {}, {}
for group, list in pairs(groups) do
	for _, term in ipairs(list) do
		terms[#terms + 1] = term
		owner[#terms] = group
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
		local group = owner[hit.index]
		found[group] = found[group] or {}
		table.insert(found[group], hit)
	end
	return found
end
