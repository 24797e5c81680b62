-- class: cpu
-- expect: cpu
-- the program's own functions on the longest text
local s = ("\u{ff21}"):rep(1 << 20)
while true do text.fold(s); text.count(s); text.trim(s) end
