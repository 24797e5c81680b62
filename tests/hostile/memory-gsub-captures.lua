-- class: memory
-- expect: memory
-- %0 many times over
local s = ("x"):rep(1 << 14)
return #(s:gsub(".*", ("%0"):rep(1 << 13)))
