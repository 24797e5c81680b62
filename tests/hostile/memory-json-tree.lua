-- class: memory
-- expect: error
-- a small text that is a large tree
local s = "[" .. ("[],"):rep(1 << 20) .. "[]]"
local all = {}
for i = 1, 100 do all[i] = assert(json.decode(s)) end
