--[[
How the value of a field is written: for those who are asked, and for those who left something out.

  howto.value(field)   自然人/商业企业/…, 日期, 对象类别|对象|文号: what is expected, in a few words
  howto.name(lack)     the name of what is lacking
  howto.lines(lacks)   lacks: { { field= } or { question= of a move }, … }: a line each, as the command line takes it
--]]
local say = require "govpub.say"
local values = require "govpub.register.values"

local howto = {}

local plain = { int = "howto.int", money = "howto.money", bool = "howto.bool", date = "howto.date", time = "howto.time",
	file = "howto.file", files = "howto.file", docno = "howto.docno", days = "howto.days" }

local function labels(list, codes)
	local names = {}
	for i, one in ipairs(list) do
		local label = say.choose(one.label or one.code or one.key)
		names[i] = codes and one.code ~= label and one.code .. " " .. label or label
	end
	return names
end

function howto.value(field)
	if field.values then return table.concat(labels(field.values, field.type == "codes"), "/") end
	if field.rows then return table.concat(labels(field.rows), "|") end
	if field.ref and field.ref ~= "any" then return say.text("howto.ref", { register = field.ref }) end
	return plain[field.type] and say.text(plain[field.type]) or ""
end

function howto.name(lack)
	local question = lack.question
	return say.choose(lack.field and lack.field.label or question.label or question.free)
end

local function line(lack)
	local field = lack.field or { type = lack.question.type or "text", pii = lack.question.pii or lack.question.secret }
	local shape = values.said_personal(field) and (field.rows and "howto.personal-rows" or "howto.personal")
		or field.rows and "howto.rows" or "howto.plain"
	return (say.text(shape, say.shown { field = howto.name(lack), value = howto.value(field) }):gsub("%s+$", ""))
end

function howto.lines(lacks)
	local lines, seen = {}, {}
	for _, lack in ipairs(lacks) do
		local said = line(lack)
		if not seen[said] then lines[#lines + 1] = said end
		seen[said] = true
	end
	return lines
end

return howto
