-- class: cpu
-- expect: cpu
-- a length that lies, items from a metamethod
return table.concat(setmetatable({}, { __index = function() return "" end }), "", 1, 1 << 40)
