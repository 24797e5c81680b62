-- class: memory
-- expect: memory
-- weak tables that the collector may empty, too late
local t = setmetatable({}, { __mode = "v" })
local all = {}
for i = 1, math.maxinteger do local x = { ("z"):rep(100) .. i }; t[i] = x; all[#all + 1] = x end
