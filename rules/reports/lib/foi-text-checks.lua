--[[
政府信息公开工作年度报告的文字：标题、五方面内容、文字与表、信息处理费、与上年雷同。
没有给出文字的，写“没有核对”，不算没有写；只有数据的 JSON 本来就没有文字，只提示一次。
--]]
local labels = require "report.labels"
local narrative = require "foi-narrative"
local numbers = require "report.numbers"
local similar = require "report.similar"

-- The text of a section without guidance; nil when there is none.
local function text_of(f, id)
	local parts = {}
	for _, block in ipairs(f and f.texts and f.texts[id] or {}) do
		if block.kind == "list" then
			for _, item in ipairs(block.items or {}) do parts[#parts + 1] = labels.text(item) end
		elseif block.kind ~= "note" and block.text then
			parts[#parts + 1] = labels.text(block.text)
		end
	end
	local text = table.concat(parts, "\n")
	return text:find "%S" and text or nil
end

local function table_value(f, key)
	local sum = 0
	for _, id in ipairs(narrative.cells[key]) do
		local v = f.cells[id]
		if type(v) ~= "number" then return nil end
		sum = sum + v
	end
	return sum
end

-- All that the text says of each number: { [key] = { { value, slack, text } } }.
local function told(f)
	local by_key, text = {}, text_of(f, "1")
	for _, one in ipairs(text and numbers.counts(text, narrative.terms(f), narrative.skip(f)) or {}) do
		by_key[one.key] = by_key[one.key] or {}
		table.insert(by_key[one.key], one)
	end
	return by_key
end

local function short(text)
	local stop = utf8.offset(text, 81)
	return stop and text:sub(1, stop - 1) .. "…" or text
end

-- The first that differs from the table; nil when one agrees, or all together: a number that is told several
-- times, once as in the table, was told of several things. `other` is right too: with last year's, or without.
local function differing(list, right, other)
	local sum = 0
	for _, one in ipairs(list) do
		sum = sum + one.value
		if math.abs(one.value - right) <= one.slack or other and math.abs(one.value - other) <= one.slack then return nil end
	end
	return sum ~= right and list[1] or nil
end

local function as_in_table(f, report)
	local by_key = told(f)
	for _, key in ipairs(narrative.keys) do
		local right, given = table_value(f, key), f.narrative and f.narrative[key]
		local sign, carried = narrative.also[key], table_value(f, "carried_in")
		local other = right and sign and carried and right + sign * carried
		local wrong = right and (differing(by_key[key] or {}, right, other) or given and given ~= right and { value = given })
		if wrong then
			report { cells = narrative.cells[key], left = wrong.value, right = right,
				params = { what = narrative.words[key], text = wrong.text and "“" .. short(wrong.text) .. "”" or "" } }
		end
	end
end

local function has_amount(text)
	text = labels.fold(text)
	for _, unit in ipairs { "元", "万元" } do
		if text:find("%d" .. unit) then return true end
		for _, figure in ipairs { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千" } do
			if text:find(figure .. unit, 1, true) then return true end
		end
	end
	return false
end

-- A sentence on the fees that says there were none, in whatever words.
local function says_none(text)
	for sentence in text:gsub("。", "\n"):gmatch "[^\n]+" do
		if sentence:find("信息处理费", 1, true) then
			for _, word in ipairs { "未", "无", "没有", "不", "免", "零" } do
				if sentence:find(word, 1, true) then return true end
			end
		end
	end
	return false
end

local function fees(f, report)
	if f.year and f.year < 2021 then return end -- before the fees applied
	local text, dropped = text_of(f, "6"), f.cells["3.R6.2/总计"]
	local charged = type(dropped) == "number" and dropped > 0
	if not text then
		if charged and f.texts then
			report { cells = { "3.R6.2/总计" }, severity = "unchecked", params = { left = dropped },
				message = { zh = "没有第六部分的文字，信息处理费没有核对。", en = "There is no text of section six; the fees were not checked." } }
		end
		return
	end
	if not text:find("信息处理费", 1, true) then
		report { cells = charged and { "3.R6.2/总计" } or {}, severity = not charged and "info" or nil,
			message = charged and { zh = "有 {count} 件因逾期未缴费不再处理，第六部分却没有写信息处理费。",
				en = "{count} requests were dropped for want of payment, yet section six says nothing of the fees." }
				or { zh = "第六部分没有写信息处理费；没有收取的，也应当写明。", en = "Section six says nothing of the fees; say so when none were charged." },
			params = { count = dropped or 0 } }
	elseif not has_amount(text) and not says_none(text) then
		report { message = { zh = "第六部分写了信息处理费，没有写金额。", en = "Section six speaks of the fees and names no amount." } }
	end
end

-- Words that show a topic of section one is there, besides its title.
local signs = {
	["主动公开"] = { "主动发布", "公开信息", "发布信息" },
	["依申请公开"] = { "公开申请", "申请公开", "依申请" },
	["政府信息管理"] = { "信息管理", "规范性文件", "动态调整", "保密审查", "公开属性", "清理", "信息资源" },
	["政府信息公开平台建设"] = { "平台", "网站", "专栏", "新媒体", "公众号" },
	["监督保障"] = { "监督", "保障", "培训", "考核", "检查", "督查", "测评" },
	["工作考核、社会评议和责任追究结果"] = { "考核", "评议", "责任追究", "追究责任", "追责" },
}

-- What governments have to add may stand in any section.
local function all_text(f)
	local parts = {}
	for _, id in ipairs { "1", "5", "6" } do parts[#parts + 1] = text_of(f, id) end
	return table.concat(parts, "\n")
end

local function has_topic(text, topic)
	if text:find(topic.title, 1, true) then return true end
	for _, words in ipairs { topic.also or {}, signs[topic.title] or {} } do
		for _, word in ipairs(words) do
			if text:find(word, 1, true) then return true end
		end
	end
	return false
end

local function topics(f, report, _, context)
	if f.outside and not f.texts then
		report { severity = "info", message = { zh = "只有数据，没有文字；文字没有核对。", en = "There are figures alone; no text was checked." } }
		return
	end
	for _, section in ipairs(context.form.sections) do
		local text = section.topics and text_of(f, section.id)
		if section.topics and not text then
			report { severity = f.outside and "unchecked" or nil, params = { section = section.heading },
				message = f.outside and { zh = "没有“{section}”的文字，内容没有核对。", en = "There is no text of \"{section}\"; it was not checked." }
					or { zh = "“{section}”还没有文字。", en = "\"{section}\" has no text." } }
		end
		for _, topic in ipairs(text and section.topics or {}) do
			if not topic.kind and not has_topic(text, topic) then
				report { params = { section = section.heading, topic = topic.title } }
			elseif topic.kind and topic.kind == f.kind and not has_topic(all_text(f), topic) then
				report { severity = "warning", basis = "《政府信息公开条例》第五十条第一款第四项", params = { topic = topic.title },
					message = { zh = "没有写{topic}。", en = "It says nothing of {topic}." } }
			end
		end
	end
end

-- Which section of the form a printed heading is, and whether it is printed as it should be.
local function section_of(form, heading)
	local key = labels.key(heading)
	local best, likest = nil, 0
	for i, section in ipairs(form.sections) do
		local spellings = { section.heading, table.unpack(section.also or {}) }
		for _, spelling in ipairs(section.heading and spellings or {}) do
			local want = labels.key(spelling)
			local likeness = labels.likeness(key, want)
			if likeness > likest then best, likest = i, likeness end
		end
	end
	if likest >= 0.72 then return best, likest == 1 end
end

local function headings(f, report, _, context)
	if not f.headings then return end
	local form, seen, last, missing = context.form, {}, 0, {}
	for _, heading in ipairs(f.headings) do
		local at, same = section_of(form, heading)
		if at and not seen[at] then
			if at < last then
				report { params = { heading = heading }, message = { zh = "“{heading}”的次序与格式不一致。", en = "\"{heading}\" is not in its place." } }
			end
			if not same then
				report { severity = "warning", params = { heading = heading, want = form.sections[at].heading },
					message = { zh = "标题“{heading}”应为“{want}”。", en = "The heading \"{heading}\" should read \"{want}\"." } }
			end
			seen[at], last = true, math.max(last, at)
		end
	end
	for i, section in ipairs(form.sections) do
		if section.heading and not seen[i] then missing[#missing + 1] = section.heading end
	end
	if #missing > 0 then report { params = { missing = table.concat(missing, "；") } } end
end

local function copied(f, report, last, context)
	for _, section in ipairs(last and context.form.sections or {}) do
		local now, before = text_of(f, section.id), text_of(last, section.id)
		local found = section.text and now and before and similar.compare(now, before)
		if found and found.containment >= context.check.threshold then
			local percent = math.floor(found.containment * 100)
			report { left = percent, right = math.floor(context.check.threshold * 100), params = { section = section.heading,
				evidence = #found.copied > 0 and "“" .. table.concat(found.copied, "”“") .. "”" or "" } }
		end
	end
end

return {
	{ id = "report.E9", severity = "warning", basis = "国办函〔2020〕109号", mark = "M", check = fees,
		title = { zh = "信息处理费没有写明", en = "Fees are not reported" },
		message = { zh = "第六部分没有写明信息处理费。", en = "Section six does not report the fees." },
		fix = { zh = "写明发出收费通知的件数、总金额和实际收取的金额；没有收取的写“本年度没有收取信息处理费”。",
			en = "State the notices sent, the amount charged and the amount received, or that none was charged." } },
	{ id = "report.E10", severity = "warning", mark = "V", check = as_in_table,
		title = { zh = "文字与表中数据不一致", en = "The text differs from the tables" },
		message = { zh = "{what}：文字里是 {left}，表里是 {right}。{text}", en = "{what}: {left} in the text, {right} in the table. {text}" },
		fix = { zh = "核对文字和表，改正有误的一处。", en = "Compare text and table and correct the wrong one." } },
	{ id = "report.E13", severity = "error", basis = "{form}", mark = "V", check = topics,
		title = { zh = "总体情况缺少规定的内容", en = "Section one leaves out what it must tell" },
		message = { zh = "“{section}”没有写{topic}。", en = "\"{section}\" says nothing of {topic}." },
		fix = { zh = "补写这一方面的情况。", en = "Add this topic." } },
	{ id = "report.headings", severity = "error", basis = "{form}", mark = "V", check = headings,
		title = { zh = "各部分的标题与格式不一致", en = "Headings are not those of the form" },
		message = { zh = "缺少：{missing}。", en = "Missing: {missing}." },
		fix = { zh = "按规定的六个部分和次序编写。", en = "Write the six sections in the order of the form." } },
	{ id = "report.similar", severity = "warning", basis = "{form}", mark = "D", threshold = 0.8, check = copied,
		title = { zh = "与上年报告雷同", en = "Hardly changed since last year" },
		message = { zh = "“{section}”有 {left}% 与上年报告相同（数字除外）。{evidence}",
			en = "{left}% of \"{section}\" is last year's text but for the figures. {evidence}" },
		fix = { zh = "写本年的实际情况，不照抄上年。", en = "Tell what happened this year." } },
}
