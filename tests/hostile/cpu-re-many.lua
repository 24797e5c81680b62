-- class: cpu
-- expect: cpu
-- the same again and again, each time within its limits
local re = text.re "^(\\w+\\s?)*$"
local s = ("政务 公开 "):rep(20) .. "!"
while true do pcall(re.test, re, s) end
