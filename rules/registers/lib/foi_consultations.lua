--[[
征求第三方、共同制作机关和其他机关的意见（条例第三十二条至第三十四条）：发出和收到的条件。
Guards of consultations: who is asked, and whose opinion came.
--]]
local consultations = {}

local function why(zh, en) return { zh = zh, en = en } end

local function last(rows) return rows and rows[#rows] end

-- T8, T10
function consultations.consult(r)
	local row = last(r.consultations)
	if row and row.kind == "co_maker" and not row.lead then
		return false, why("共同制作的信息由牵头制作的机关征求意见；本机关不是牵头的，告知申请人向牵头机关提出（条例第三十四条、第三十六条第五项）",
			"The agency that led the making consults the others; otherwise tell the applicant which one led (Art. 34, 36)")
	end
	return row ~= nil and row.kind ~= nil and row.sent_on ~= nil,
		why("写明征求哪一类对象的意见和发出日期（条例第三十二条至第三十四条）", "Say whom it was sent to and when (Art. 32 to 34)")
end

-- silence says something only when the fifteen working days from the receipt of the letter are over
local function too_early(row)
	return row.view == "none" and row.kind ~= "other"
		and (not row.received_on or workday.between(row.received_on, row.answered_on) < 15)
end

local kinds = { third = why("第三方", "third party"), co_maker = why("共同制作机关", "co-maker"),
	other = why("其他机关", "other agency") }

-- who has not answered: 第2行第三方（2023-04-27发出）
local function unanswered(rows)
	local zh, en = {}, {}
	for i, row in ipairs(rows or {}) do
		if not row.answered_on then
			local kind = kinds[row.kind] or why("对象", "who")
			zh[#zh + 1] = ("第%d行%s %s发出"):format(i, kind.zh, row.sent_on or "")
			en[#en + 1] = ("row %d, %s, sent %s"):format(i, kind.en, row.sent_on or "")
		end
	end
	return zh[1] and why(table.concat(zh, "、"), table.concat(en, "; "))
end

-- an opinion is that of somebody who was asked and had not answered, or who answers otherwise
local function says_something(r)
	local now, before = r.consultations or {}, r:before "consultations" or {}
	local waiting, news = unanswered(before), false
	if r:given "consultations" == nil and waiting then return true end -- nobody says it yet
	for i, row in ipairs(before) do
		local one = now[i]
		if not one or one.kind ~= row.kind or one.sent_on ~= row.sent_on then
			return false, why("收到的意见写在原来征求的那一行，不能换掉或删去（条例第三十二条、第三十四条）",
				"An opinion goes into the row of who was asked, which is not replaced (Art. 32, 34)")
		end
		news = news or one.answered_on ~= row.answered_on or one.view ~= row.view or one.reason ~= row.reason
	end
	for i = #before + 1, #now do news = news or now[i].answered_on ~= nil end -- asked and answered in one
	if news then return true end
	if waiting then
		return false, why(("没有写是谁的意见。还没有收到的：%s；写成 consultations[行号].answered_on=日期（条例第三十二条、第三十四条）")
			:format(waiting.zh), ("Whose opinion? Those who have not answered: %s; write consultations[ROW].answered_on=DATE (Art. 32, 34)")
			:format(waiting.en))
	end
	return false, why("征求的意见都已经收到（条例第三十二条、第三十四条）", "Everybody who was asked has answered (Art. 32, 34)")
end

-- T9
function consultations.opinion(r)
	if not r:has "consultations" then return false, why("还没有征求过意见（条例第三十二条）", "Nobody was consulted (Art. 32)") end
	local ok, reason = says_something(r)
	if not ok then return false, reason end
	for _, row in ipairs(r.consultations) do
		if row.answered_on then
			if too_early(row) then
				return false, why("对方收到征求意见书未满十五个工作日，不能按“未答复”处理（条例第三十二条、第三十四条）",
					"'No answer' only 15 working days after the letter was received (Art. 32, 34)")
			end
			if not row.view then
				return false, why("写明意见；期满未答复的选“未答复”（条例第三十二条、第三十四条）",
					"Say the view; 'no answer' when the time has passed (Art. 32, 34)")
			end
			if row.sent_on and row.answered_on < row.sent_on then
				return false, why("答复日期早于发出日期（条例第三十二条、第三十四条）", "The answer is dated before the letter (Art. 32, 34)")
			end
		end
	end
	return true
end

return consultations
