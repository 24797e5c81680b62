--[[
对答复不服的救济途径，按答复结果和答复日期选择；条款后的记号：V 查对过原文，M 凭记忆，D 编写者的理解。
How a reply may be contested, by its outcome and its date.

  remedy.first(outcome, day)          行政复议是否前置
  remedy.text(outcome, day, office)   救济告知的一段话；撤回的没有
  remedy.short(outcome, day)          台账里的一句话

2024-01-01 起施行的行政复议法 [V]：第二十三条，申请政府信息公开、行政机关不予公开的，先申请行政复议；第二十条，知道之日
起六十日；第二十四条，政府部门的复议机关是本级人民政府，此前还可以是上一级主管部门 [M]。行政诉讼法第四十五条、
第四十六条 [V]：对复议决定不服的十五日，直接起诉的六个月。
不予公开：条例第十四条至第十六条（3.1 至 3.7）[V]；部分公开里不公开的部分同样处理 [D]。
--]]
local outcomes = require "foi_outcomes"

local remedy = {}

local SINCE = "2024-01-01"
local BLANK = "＿＿＿＿＿＿"

function remedy.first(outcome, day)
	return outcomes.refuses(outcome) and (day or "9999") >= SINCE
end

local function named(word, otherwise)
	return word and word ~= "" and word or otherwise
end

local function review_authority(day, office)
	local authority = named(office.review, BLANK)
	return (day or "9999") >= SINCE and authority or authority .. "或者上一级主管部门"
end

function remedy.text(outcome, day, office)
	if not outcome or outcome == "6.3" then return nil end
	local authority, court = review_authority(day, office), named(office.court, "有管辖权的人民法院")
	if remedy.first(outcome, day) then
		return ("如对本答复不服，应当先申请行政复议：可以自收到本答复之日起60日内向%s申请行政复议；对行政复议决定不服的，"
			.. "可以自收到复议决定书之日起15日内依法向人民法院提起行政诉讼。"):format(authority)
	end
	return ("如对本答复不服，可以自收到本答复之日起60日内向%s申请行政复议，也可以自收到本答复之日起6个月内直接向%s提起行政诉讼。")
		:format(authority, court)
end

function remedy.short(outcome, day)
	if not outcome or outcome == "6.3" then return nil end
	return remedy.first(outcome, day) and "先申请行政复议，对复议决定不服的再提起行政诉讼" or "申请行政复议，或者提起行政诉讼"
end

return remedy
