-- class: memory
-- expect: memory
-- functions that hold each other
local f = function() end
while true do local g = f; f = function() return g end end
