-- class: environment
-- expect: value {"same":true}
-- a seed from clock and address would tell both
local ok, clock, address = pcall(math.randomseed)
return { same = not ok and type(clock) == "string" and address == nil }
