-- class: memory
-- expect: memory
-- doubles until nothing is left
local s = "x"
while true do s = s .. s end
