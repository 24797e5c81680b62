-- class: cpu
-- expect: cpu
-- a comparator that answers by chance, over a length that lies
table.sort(setmetatable({}, { __len = function() return (1 << 31) - 2 end, __index = function() return 1 end,
	__newindex = function() end }), function() return math.random(2) == 1 end)
