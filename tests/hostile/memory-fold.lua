-- class: memory
-- expect: memory
-- the program's own buffers, beside a heap that is full
local keep = ("x"):rep(20 << 20)
local long = ("\u{ff21}"):rep(5 << 20)
return #text.fold(long) + #keep
