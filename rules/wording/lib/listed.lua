--[[
单位自己的词：terms/NAME.txt 里的和参数 also 里的，逐个报告，附上应当怎样写和说明。

  listed.check(require "terms.leaders")   规则的 check
  listed.args                             规则的参数
  listed.match(require "terms.leaders")   规则的 match：文字里有其中一个词的才查；词太多的，每一篇都查

正确写法里含有要找的词的（误写“云澜市文旅”，正确“云澜市文旅局”），正确的地方不报告。
--]]
local MOST = 50 -- 一篇最多报告几处
local WORDS, BYTES = 4000, 40000 -- match 里最多写多少词、多少字节

local listed = {}

listed.args = {
	also = { type = "list", default = {}, help = { zh = "词表以外再加的词，写作“误写”或者“误写=正确写法”",
		en = "terms beside the list, as \"wrong\" or \"wrong=right\"" } },
}

function listed.match(rows)
	local words, bytes = {}, 0
	for i, row in ipairs(rows) do words[i], bytes = row.term, bytes + #row.term end
	if #words > WORDS or bytes > BYTES then return nil end
	return { text = words, also = "also" }
end

-- 这里写的已经是正确写法
local function is_right(s, hit, instead)
	local at = instead and instead:find(hit.term, 1, true)
	while at do
		if s:sub(hit.from - at + 1, hit.from - at + #instead) == instead then return true end
		at = instead:find(hit.term, at + 1, true)
	end
	return false
end

local function sentence(row)
	local zh, en = ("“%s”"):format(row.term), ("\"%s\""):format(row.term)
	if row.instead then
		zh, en = zh .. ("应当写作“%s”"):format(row.instead), en .. (" should be \"%s\""):format(row.instead)
	else
		zh, en = zh .. "在本单位的词表里", en .. " is on the list of this office"
	end
	if row.note then zh, en = zh .. ("（%s）"):format(row.note), en .. (" (%s)"):format(row.note) end
	return { zh = zh .. "。", en = en .. "." }
end

local function together(rows, also)
	local all = table.move(rows, 1, #rows, 1, {})
	for _, entry in ipairs(also) do
		local term, instead = entry:match("^(.-)=(.+)$")
		all[#all + 1] = { term = term or entry, instead = instead }
	end
	return all
end

function listed.check(rows)
	local all, matcher, made_for
	return function(document, report, args)
		if made_for ~= args then
			all, made_for = together(rows, args.also), args
			matcher = #all > 0 and text.terms(all)
		end
		if not matcher then return end
		local s, told = document.text, 0
		for _, hit in ipairs(matcher:find(s)) do
			local row = all[hit.index]
			if told < MOST and not is_right(s, hit, row.instead) then
				told = told + 1
				report { at = document:at(hit.from), message = sentence(row), evidence = text.excerpt(s, hit.from, hit.to) }
			end
		end
	end
end

return listed
