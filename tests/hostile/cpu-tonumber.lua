-- class: cpu
-- expect: cpu
-- a million digits, again and again
local s = ("9"):rep(1 << 20)
while true do tonumber(s); tonumber(s, 36) end
