-- class: cpu
-- expect: cpu
-- weak keys in a chain: the collector walks it again and again
local t = setmetatable({}, { __mode = "k" })
local first = {}
local k = first
for i = 1, 100000 do local n = {}; t[k] = n; k = n end
while true do local garbage = {} end
