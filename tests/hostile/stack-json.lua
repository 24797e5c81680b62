-- class: c-stack
-- expect: value [false,true]
-- nesting that a reader follows by calling itself
local deep = ("["):rep(1 << 20)
local v, why = json.decode(deep)
local t = {}
for _ = 1, 100 do t = { t } end
return { v ~= nil, not pcall(json.encode, t) }
