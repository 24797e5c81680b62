--[[
依申请公开的文书：每一种要填的、台账里没有的内容。个人信息在这里只看得到有没有，由模板填写。
What the letters of the register foi say besides its fields; templates/foi-*.md are the letters.
--]]
local remedy = require "remedy"

local letters = {}

local function why(zh, en) return { zh = zh, en = en } end

-- the rows of consultations that a letter is about
local function consulted(kind, wanted)
	return function(r)
		local picked = {}
		for i, row in ipairs(r.consultations or {}) do
			if row.kind == kind and (not wanted or wanted(row)) then picked[#picked + 1] = i end
		end
		if not picked[1] then return nil, why("征求意见记录里没有这一类对象", "Nobody of this kind was consulted") end
		return { pick = { consultations = picked } }
	end
end

letters.third = consulted "third"
letters.co_maker = consulted "co_maker"
letters.other_agency = consulted "other"
-- 条例第三十二条：第三方不同意，仍决定公开的
letters.disclosure = consulted("third", function(row) return row.view == "disagree" end)

function letters.fee(r)
	local n = #(r.fees or {})
	if n == 0 then return nil, why("还没有登记收费", "No fee is recorded") end
	return { pick = { fees = n } }
end

-- 条例第三十六条、第三十八条、第三十九条 [V]；文书名称 [D]
local by_outcome = { ["1"] = "disclosed", ["2"] = "partial", ["4.2"] = "not_made", ["4.3"] = "unclear", ["6.1"] = "lapsed",
	["6.2"] = "lapsed" }

local function variant_of(r)
	local outcome = r.outcome
	if by_outcome[outcome] then return by_outcome[outcome] end
	if outcome:find "^3" then return "refused" end
	if outcome:find "^5" then return "declined" end
	if outcome == "4.1" then return r.sub_reason == "not_responsible" and "not_ours" or "not_held" end
end

letters.variants = {
	{ "disclosed", { zh = "政府信息公开告知书", en = "Reply: disclosed" } },
	{ "partial", { zh = "政府信息部分公开告知书", en = "Reply: disclosed in part" } },
	{ "refused", { zh = "政府信息不予公开告知书", en = "Reply: withheld" } },
	{ "not_held", { zh = "政府信息不存在告知书", en = "Reply: does not exist" } },
	{ "not_ours", { zh = "非本机关政府信息告知书", en = "Reply: not ours" } },
	{ "not_made", { zh = "没有现成信息告知书", en = "Reply: would have to be made" } },
	{ "unclear", { zh = "补正后仍不明确告知书", en = "Reply: unclear after correction" } },
	{ "declined", { zh = "不予处理告知书", en = "Reply: not processed" } },
	{ "lapsed", { zh = "不再处理告知书", en = "Reply: given up" } },
}

local reasons = {
	["3.1"] = "属于依法确定的国家秘密", ["3.2"] = "属于法律、行政法规禁止公开的政府信息",
	["3.3"] = "公开后可能危及国家安全、公共安全、经济安全、社会稳定", ["3.4"] = "涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害",
	["3.5"] = "属于本机关的内部事务信息", ["3.6"] = "属于本机关在履行行政管理职能过程中形成的过程性信息",
	["3.7"] = "属于行政执法案卷信息", ["3.8"] = "属于法律、行政法规对获取有特别规定的信息，请依照有关法律、行政法规的规定办理",
	["5.1"] = "以政府信息公开申请的形式进行信访、投诉、举报等活动，不作为政府信息公开申请处理，请通过相应渠道提出",
	["5.2"] = "与此前已经答复的申请内容相同，不予重复处理", ["5.3"] = "要求提供的是报纸、期刊、书籍等公开出版物，请通过其获取途径取得",
	["5.4"] = "申请公开政府信息的数量、频次明显超过合理范围，说明的理由不合理", ["5.5"] = "要求确认或者重新出具已经获取的政府信息",
	["6.1"] = "未在补正期限内补正，也没有说明正当理由，视为放弃申请", ["6.2"] = "未在期限内缴纳信息处理费，视为放弃申请",
}

local articles = { ["3.1"] = "第十四条", ["3.2"] = "第十四条", ["3.3"] = "第十四条", ["3.4"] = "第十五条", ["3.5"] = "第十六条第一款",
	["3.6"] = "第十六条第二款", ["3.7"] = "第十六条第二款", ["3.8"] = "第三十六条第七项", ["5.1"] = "第三十九条第一款",
	["5.2"] = "第三十六条第六项", ["5.3"] = "第三十九条第二款", ["5.4"] = "第三十五条", ["6.1"] = "第三十条" }

function letters.reply(r, c)
	local variant = r.outcome and variant_of(r)
	if not variant then return nil, why("还没有办理结果，或者撤回的申请没有答复书", "There is no outcome that is replied to") end
	local day = r.replied_on or c.today
	local title
	for _, one in ipairs(letters.variants) do
		if one[1] == variant then title = one[2].zh end
	end
	return { variant = variant, ["文书名称"] = title, ["答复理由"] = reasons[r.outcome] or "",
		["适用条款"] = articles[r.outcome] or "", ["救济告知"] = remedy.text(r.outcome, day, c.office), ["落款日期"] = day }
end

-- 卷内目录：材料按登记的次序
function letters.contents(r)
	local pages = 0
	for _, row in ipairs(r.dossier or {}) do pages = pages + (row.pages or 0) end
	return { ["总页数"] = pages > 0 and pages or "" }
end

return letters
