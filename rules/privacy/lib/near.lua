--[[
一个位置附近有没有某些词。表格的一格常常自成一行，所以可以跨行看；同一行的另有办法。

  near.has(s, hit, words, before, after)    前 before 个字节、后 after 个字节里有其中一个词：返回那个词
  near.same_line(s, hit, words)             同一行里有其中一个词（只看前后各 300 个字节）
  near.first(s, words)                      s 里有其中一个词
  near.words "甲 乙"                         词的列表
--]]
local near = {}

function near.words(list)
	local out = {}
	for word in list:gmatch("%S+") do out[#out + 1] = word end
	return out
end

-- s 里有哪一个词
function near.first(s, words)
	for _, word in ipairs(words) do
		if s:find(word, 1, true) then return word end
	end
end

function near.has(s, hit, words, before, after)
	return near.first(s:sub(hit.from > before and hit.from - before or 1, hit.from - 1), words)
		or near.first(s:sub(hit.to + 1, hit.to + after), words)
end

function near.same_line(s, hit, words)
	local before = s:sub(hit.from > 300 and hit.from - 300 or 1, hit.from - 1):match("[^\n]*$")
	return near.first(before, words) or near.first(s:sub(hit.to + 1, hit.to + 300):match("^[^\n]*"), words)
end

return near
