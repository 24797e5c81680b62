--[[
依申请公开各动作的条件。每条不满足时说明原因和条款；T1 至 T23 是业务规格的编号。
The guards of the register foi; every reason names its article (条例: 政府信息公开条例, 国务院令第711号).
--]]
local consultations = require "foi_consultations"

local guards = { consult = consultations.consult, opinion = consultations.opinion }

local function why(zh, en) return { zh = zh, en = en } end

-- channels whose date of receipt is that of the confirmation by both sides
local confirmed = { plain = true, web = true, fax = true, misdelivered = true }

local function last(rows) return rows and rows[#rows] end

-- whether the date of receipt is what the channel makes it; without one: false and what to do
local function received(r)
	if confirmed[r.channel] then
		return r:count "confirm" > 0, why("平信、网络、传真和误投的申请，须经双方确认，以确认之日为收到之日（条例第三十一条）",
			"Plain mail, web, fax and misdelivered requests are received on the day both sides confirm (Art. 31)")
	end
	return r.received_on == r.arrived_on, why("当面提交、签收邮件，以提交、签收之日为收到之日（条例第三十一条）",
		"What was handed in or signed for is received on that day (Art. 31)")
end

local function too_few_days(r, question)
	local days = r:answer(question)
	return days and days < 1
end

-- T2
function guards.confirm(r)
	if not confirmed[r.channel] then
		return false, why("当面提交和签收的邮件不需要确认（条例第三十一条）", "What was handed in or signed for needs no confirmation (Art. 31)")
	end
	return r.received_on ~= nil and r.received_on >= r.arrived_on,
		why("确认日期不能早于到达日期（条例第三十一条）", "The confirmation cannot be before the arrival (Art. 31)")
end

-- T1, T3
function guards.accept(r)
	for _, key in ipairs { "applicant", "contact", "credential", "subject", "delivery" } do
		local given = r[key] or key == "credential" and r.uscc
		if not given then
			return false, why("申请没有写全姓名或名称、身份证明、联系方式、所需信息和获取方式，应当一次性告知补正（条例第二十九条、第三十条）",
				"Name, proof of identity, contact, subject and form are not all there: ask for correction, once (Art. 29, 30)")
		end
	end
	return received(r)
end

-- T4
function guards.correct(r)
	local ok, reason = received(r)
	if not ok then return ok, reason end
	if too_few_days(r, "补正期限（日）") then
		return false, why("补正期限应当合理，至少一日（条例第三十条）", "The time for correction is to be reasonable: one day at least (Art. 30)")
	end
	return r:count "correct" == 0, why("补正须一次性告知，本件已经通知过补正（条例第三十条）", "Correction is asked for once only (Art. 30)")
end

-- T5
function guards.amended(r, c)
	local due = c.due "amend"
	return not due or c.on <= due or r:answer "逾期补正的正当理由" ~= nil,
		why("补正期限已届满，没有正当理由的视为放弃（条例第三十条）", "The time for correction has passed; without a good reason it is given up (Art. 30)")
end

-- T6, T17
function guards.lapse(r, c)
	local due = c.due(r.state == "payfee" and "fee" or "amend")
	local passed = due ~= nil and due < c.on
	if r.state == "payfee" then
		return passed, why("缴费期限尚未届满（国办函〔2020〕109号）", "The time for payment has not passed (国办函〔2020〕109号)")
	end
	return passed, why("补正期限尚未届满（条例第三十条）", "The time for correction has not passed (Art. 30)")
end

-- T11
function guards.extend(r, c)
	if r:count "extend" > 0 then
		return false, why("只能延期一次，最长二十个工作日（条例第三十三条）", "Extended once only, by 20 working days at most (Art. 33)")
	end
	if (r:answer "延长工作日数" or 20) > 20 or too_few_days(r, "延长工作日数") then
		return false, why("延长不得超过二十个工作日，也不少于一个（条例第三十三条）", "By 20 working days at most, and one at least (Art. 33)")
	end
	local due = c.due "reply"
	return not due or c.on <= due,
		why("答复期限已届满，不能再延期（条例第三十三条）", "The time for the reply has passed (Art. 33)")
end

-- T12
function guards.ask_why(r)
	if too_few_days(r, "说明理由期限（日）") then
		return false, why("说明理由的期限至少一日（条例第三十五条）", "One day at least for the reasons (Art. 35)")
	end
	return r:count "ask_why" == 0, why("已经要求说明过理由（条例第三十五条）", "Reasons were asked for already (Art. 35)")
end

-- T14
function guards.why(r, c)
	local agreed = r:answer "延迟答复至"
	return not agreed or agreed >= c.on,
		why("延迟答复的期限不能早于告知之日（条例第三十五条）", "The date of the delayed reply is not before it is told (Art. 35)")
end

local function one_basis(r)
	local basis
	for _, row in ipairs(r.fees or {}) do
		if basis and row.basis ~= basis then return false end
		basis = basis or row.basis
	end
	return true
end
guards.one_basis = one_basis

-- T15
function guards.charge(r, c)
	local row, due = last(r.fees), c.due "reply"
	if not (row and row.basis and row.amount and row.amount > 0 and row.notice_on) then
		return false, why("写明收费标准、金额和通知日期（国办函〔2020〕109号）", "Say the basis, the amount and the date of the notice (国办函〔2020〕109号)")
	end
	if not one_basis(r) then
		return false, why("一件申请只能选一种收费标准，按件、按量不能并用（国办函〔2020〕109号）",
			"One request is charged by one basis only (国办函〔2020〕109号)")
	end
	return not due or row.notice_on <= due, why("收费通知应当在答复期限内发出（国办函〔2020〕109号）",
		"The notice goes out within the time for the reply (国办函〔2020〕109号)")
end

-- T16
function guards.paid(r, c)
	local row, due = last(r.fees), c.due "fee"
	if not (row and row.paid_on) then return false, why("写明缴费日期（国办函〔2020〕109号）", "Say when it was paid (国办函〔2020〕109号)") end
	if row.paid_on ~= c.on then
		return false, why("答复期限自缴费之日重新计算，缴费日期应当与办理日期（--on）相同（国办函〔2020〕109号）",
			"The clock starts anew on the day of payment, which is to be the date of the move (--on) (国办函〔2020〕109号)")
	end
	return not due or row.paid_on <= due, why("缴费期限已届满，视为放弃（国办函〔2020〕109号）",
		"The time for payment has passed; it is given up (国办函〔2020〕109号)")
end

local function reviewed(r)
	local row = last(r.review)
	return row ~= nil and row.view == "passed"
end
guards.reviewed = reviewed

-- what a decision has to rest on, by its outcome
local function rests_on(r)
	local outcome = r.outcome or ""
	if outcome == "" then return false, why("没有写办理结果（条例第三十六条）", "The outcome is missing (Art. 36)") end
	if outcome:find "^6" then
		return false, why("视为放弃和撤回的，用“视为放弃”“申请人撤回”办理（条例第三十条）",
			"Given up and withdrawn requests have moves of their own (Art. 30)")
	end
	if outcome:find "^[2-5]" and not r.ground then
		return false, why("部分公开、不予公开、无法提供和不予处理的，须写明依据和理由（条例第三十六条）",
			"Whatever is not disclosed needs its ground (Art. 36)")
	end
	if outcome == "4.1" and not (r:has "searches" and r.sub_reason) then
		return false, why("须写明检索记录，以及是信息不存在还是不属于本机关（条例第三十六条第四项、第五项）",
			"Say what was searched, and whether it does not exist or is not ours (Art. 36)")
	end
	if outcome == "4.3" and r:count "amended" == 0 then
		return false, why("没有经过补正，不能按补正后仍不明确处理（条例第三十条）", "Not unclear after correction: nothing was corrected (Art. 30)")
	end
	if outcome == "5.2" and not r.same_as then
		return false, why("重复申请须写明已经答复的那一件（条例第三十六条第六项）", "Say which request was answered already (Art. 36)")
	end
	if outcome == "5.4" and r:count "ask_why" == 0 then
		return false, why("没有要求说明理由，不能按大量反复申请处理（条例第三十五条）", "Reasons were not asked for (Art. 35)")
	end
	return true
end

-- others who have a say
local function settled(r)
	local discloses = r.outcome == "1" or r.outcome == "2"
	for _, row in ipairs(r.consultations or {}) do
		if row.sent_on and not row.answered_on then
			return false, why("还有征求的意见没有收到；期满未答复的登记为“未答复”（条例第三十二条、第三十四条）",
				"Somebody who was consulted has not answered; record 'no answer' when the time has passed (Art. 32, 34)")
		end
		if discloses and row.kind == "third" and row.view == "disagree" and not row.told_on then
			return false, why("第三方不同意而决定公开的，须将决定内容和理由书面告知第三方（条例第三十二条）",
				"A third party that disagrees is told in writing what is disclosed and why (Art. 32)")
		end
	end
	if discloses and not reviewed(r) then
		return false, why("答复内容尚未通过公开审查（先审查、后公开，条例第十七条）", "The reply has not passed the review before disclosure (Art. 17)")
	end
	return true
end

-- T18, T7
function guards.submit(r)
	local ok, reason = rests_on(r)
	if not ok then return ok, reason end
	return settled(r)
end

-- T22
function guards.spot(r, c)
	if r.channel ~= "counter" and r.channel ~= "oral" then
		return false, why("当场答复限于当面提出的申请（条例第三十三条）", "Only requests made in person are answered on the spot (Art. 33)")
	end
	if c.on ~= r.arrived_on then
		return false, why("当场答复限于提出申请的当日（条例第三十三条）", "Only on the day of the request (Art. 33)")
	end
	return guards.submit(r)
end

-- T19
function guards.deliver(r, c)
	local day = r.service == "post" and r.posted_on or r.delivered_on or c.on
	if day > c.on or r.replied_on and day < r.replied_on then
		return false, why("送达日期不能早于签发答复，也不能晚于办理日期（国办公开办函〔2016〕235号）",
			"Served neither before the reply was signed nor after the date of the move (国办公开办函〔2016〕235号)")
	end
	if r.service == "post" then
		return r.posted_on ~= nil and r.tracking_no ~= nil,
			why("邮寄须写明交邮日期和邮政企业的单号（国办公开办函〔2016〕235号）", "By post: the day it was posted and the number of the postal enterprise (国办公开办函〔2016〕235号)")
	end
	return r.service ~= nil and r.delivered_on ~= nil,
		why("写明送达方式和签收（发出）日期（国办公开办函〔2016〕235号）", "Say how it was served and when it was signed for or sent (国办公开办函〔2016〕235号)")
end

-- T20: what the file has to hold, by what happened
function guards.archive(r)
	local there, missing, missing_en = {}, {}, {}
	for _, row in ipairs(r.dossier or {}) do there[row.kind] = true end
	local function need(kind, zh, en, condition)
		if condition and not there[kind] then
			missing[#missing + 1], missing_en[#missing_en + 1] = zh, en
		end
	end
	local withdrawn = r:count "withdraw" > 0
	need("application", "申请原件", "the application", true)
	need("identity", "身份证明", "proof of identity", not withdrawn)
	need("confirmation", "确认记录", "the confirmation", r:count "confirm" > 0)
	need("correction", "补正文书", "the letter on correction", r:count "correct" > 0)
	need("consultation", "征求意见文书", "letters of consultation", r:has "consultations")
	need("extension", "延期文书", "the letter on extension", r:count "extend" > 0)
	need("fee", "收费文书", "the notice of the fee", r:has "fees")
	need("search", "检索记录", "the record of the search", r.outcome == "4.1")
	need("review", "公开审查表", "the review", r.outcome == "1" or r.outcome == "2")
	need("signing", "签发单", "the sheet of signing", r:count "reply" > 0)
	need("reply", "答复书", "the reply", r:count "reply" > 0 or r:count "spot" > 0)
	need("service", "送达凭证", "proof of service", r:count "reply" > 0 or r:count "spot" > 0)
	need("withdrawal", "撤回申请书", "the withdrawal", withdrawn)
	return #missing == 0, why("卷内缺少：" .. table.concat(missing, "、") .. "（条例第四十五条）",
		"The file lacks: " .. table.concat(missing_en, ", ") .. " (Art. 45)")
end

return guards
