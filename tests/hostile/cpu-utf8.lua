-- class: cpu
-- expect: cpu
-- C code over long strings in a loop
local s = ("\u{4e2d}"):rep(1 << 20)
while true do utf8.len(s); utf8.offset(s, -1) end
