-- class: cpu
-- expect: cpu
-- the same downwards
table.remove(setmetatable({}, { __len = function() return 1 << 53 end }), 1)
