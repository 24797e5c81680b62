--[[
一个词是不是在某个更长的说法里：within(s, hit, words) 为真时，hit 是 words 中某一个的一部分。
words 的每一项是 { word = 说法, before = 词在说法里从第几个字节之后开始 }，或者就是说法本身。
--]]
return function(s, hit, words)
	for _, w in ipairs(words) do
		local word, before = w, 0
		if type(w) == "table" then
			word, before = w.word, w.before
		else
			before = w:find(hit.term, 1, true)
			before = before and before - 1 or 0
		end
		if s:sub(hit.from - before, hit.from - before + #word - 1) == word then return true end
	end
	return false
end
