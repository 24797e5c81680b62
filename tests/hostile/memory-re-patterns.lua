-- class: memory
-- expect: memory
-- patterns are not garbage that Lua sees the size of
local t = {}
while true do t[#t + 1] = text.re("(a{1,100}b){50}") end
