-- class: result
-- expect: error nested deeper than 32
-- 33 tables
local t = 1
for _ = 1, 33 do t = { t } end
return t
