--[[
依申请公开的核对：govpub check 运行，导入时也运行。不满足的才报告。
The checks of the register foi; each says what is wrong when its condition is false.
--]]
local guards = require "foi_guards"

local function why(zh, en) return { zh = zh, en = en } end

local confirmed = { plain = true, web = true, fax = true, misdelivered = true }
local open = { received = true, open = true, correcting = true, explaining = true, payfee = true, signing = true }

-- the dates of one request in the order in which they come
local function in_order(r)
	local before, label
	for _, key in ipairs { "arrived_on", "received_on", "replied_on", "served_on" } do
		local day = r[key]
		if day and before and day < before then
			return false, why(("日期先后不对：%s 早于 %s"):format(day, before), ("%s is before %s (%s)"):format(key, label, before))
		end
		if day then before, label = day, key end
	end
	return true
end

-- E305: 有结果的已办结，办结的有结果
local function outcome_when_closed(r)
	if r.closed_on and not r.outcome then
		return false, why("已经办结，但没有办理结果（第三表会缺一件）", "It is closed without an outcome: table 3 lacks it")
	end
	return true
end

local function confirmed_in_time(r)
	if not confirmed[r.channel] or not r.arrived_on or not r.received_on then return true end -- old ledgers may lack either
	local lag = workday.between(r.arrived_on, r.received_on)
	return lag <= 1, why(("到达后第%d个工作日才确认（条例第三十一条）"):format(lag),
		("Confirmed %d working days after it arrived (Art. 31)"):format(lag))
end

local function corrected_in_time(r)
	local sent = r:last "correct"
	if not sent or not r.received_on then return true end
	local days = workday.between(r.received_on, sent)
	return days <= 7, why(("收到后第%d个工作日才告知补正，应当在7个工作日内（条例第三十条）"):format(days),
		("Correction was asked for after %d working days, not within 7 (Art. 30)"):format(days))
end

local function credential_fits(r)
	if r.category == "natural" and r.uscc then
		return false, why("自然人填了统一社会信用代码，请核对申请人类别", "A natural person with the code of an organisation: check the category")
	end
	if r.category and r.category ~= "natural" and not r.uscc then
		return false, why("法人或其他组织没有填统一社会信用代码", "An organisation without its unified code")
	end
	return true
end

local function reviewed(r)
	if open[r.state] or r.outcome ~= "1" and r.outcome ~= "2" then return true end
	return guards.reviewed(r), why("公开了信息，但没有通过公开审查的记录（条例第十七条）", "Disclosed without a record of a passed review (Art. 17)")
end

local function searched(r)
	return r.outcome ~= "4.1" or r:has "searches", why("答复本机关不掌握，但没有检索记录（条例第三十六条第四项）",
		"Not held, and no search is recorded (Art. 36)")
end

local function agency_told(r)
	return r.sub_reason ~= "not_responsible" or r.responsible ~= nil,
		why("不属于本机关负责公开的，能够确定负责机关的应当告知其名称和联系方式（条例第三十六条第五项）",
			"The responsible agency is told where it is known (Art. 36)")
end

local function opinions_in(r, c)
	for _, row in ipairs(r.consultations or {}) do
		if row.kind ~= "other" and row.received_on and not row.answered_on and workday.between(row.received_on,
			c.today) > 15 then
			return false, why("征求意见已满15个工作日未答复：登记为“未答复”，由本机关决定（条例第三十二条、第三十四条）",
				"No opinion within 15 working days: record 'no answer' and decide (Art. 32, 34)")
		end
	end
	return true
end

-- 相同事实、不同结果
local function same_outcome(r)
	local other = r.same_as
	return not other or not r.outcome or r.outcome == "5.2" or not other.outcome or other.outcome == r.outcome,
		why("与同一事项已答复的一件结果不同，请核对口径", "Another outcome than that of the same matter answered before")
end

return {
	{ "outcome", "error", outcome_when_closed, law = "国办公开办函〔2021〕30号", mark = "V" },
	{ "dates", "error", in_order, mark = "D" },
	{ "reviewed", "error", reviewed, law = "条例第十七条", mark = "V" },
	{ "searched", "error", searched, law = "条例第三十六条", mark = "V" },
	{ "fee-basis", "error", function(r)
		return guards.one_basis(r), why("按件、按量两种收费并用（国办函〔2020〕109号）", "Charged by both bases (国办函〔2020〕109号)")
	end, law = "国办函〔2020〕109号", mark = "V" },
	{ "correction-late", "warning", corrected_in_time, law = "条例第三十条", mark = "V" },
	{ "confirmation-late", "warning", confirmed_in_time, law = "条例第三十一条", mark = "D" },
	{ "agency", "warning", agency_told, law = "条例第三十六条", mark = "V" },
	{ "opinions", "warning", opinions_in, law = "条例第三十二条、第三十四条", mark = "V" },
	{ "same-facts", "warning", same_outcome, mark = "D" },
	{ "credential", "info", credential_fits, mark = "D" },
}
