-- class: c-stack
-- expect: error C stack overflow
-- the same through a comparator
local function f() table.sort({ 1, 2, 3 }, f) return true end
f()
