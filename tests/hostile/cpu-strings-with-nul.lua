-- class: cpu
-- expect: cpu
-- comparison goes from NUL to NUL
local a, b = ("\0"):rep(4 << 20), ("\0"):rep(4 << 20) .. "x"
while true do if b < a then return end end
