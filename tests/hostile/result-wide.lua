-- class: result
-- expect: error larger than 1 MiB
-- 32 tables that spell out to 2^31 values
local t = { 1 }
for _ = 1, 30 do t = { t, t } end
return t
