-- class: environment
-- expect: value [7,true] 
-- numbers that differ from run to run make a finding nobody can repeat
local first = {}
for i = 1, 7 do first[i] = math.random(1 << 20) end
math.randomseed(1, 2)
local same = math.random(1 << 20) == first[1]
return { #first, not same }
