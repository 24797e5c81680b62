--[[
一篇文字只找一遍：scan(document).组名 是这一组词的命中，没有则为 nil。组见 groups。
--]]
local groups = {
	address = { "家庭住址", "家庭地址", "户籍地址", "户籍所在地", "现住址", "居住地址", "常住地址", "住址" },
	health = { "诊断为", "病历号", "住院号", "门诊号", "患有", "艾滋病感染者", "精神残疾", "智力残疾", "残疾等级", "重大疾病", "致贫原因", "病种" },
	minors = { "监护人姓名", "家长姓名", "学生姓名", "幼儿姓名", "儿童姓名", "孤儿姓名", "留守儿童名单", "困境儿童名单" },
	heading = { "身份证", "证件号码", "银行账号", "银行卡号", "一卡通", "开户账号", "出生日期", "残疾证号" },
}

local terms, owner = {}, {}
for group, list in pairs(groups) do
	for _, term in ipairs(list) do
		terms[#terms + 1] = term
		owner[#terms] = group
	end
end
local matcher = text.terms(terms)

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
