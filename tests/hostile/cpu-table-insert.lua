-- class: cpu
-- expect: cpu
-- moves 2^53 items that are not there
table.insert(setmetatable({}, { __len = function() return 1 << 53 end }), 1, "x")
