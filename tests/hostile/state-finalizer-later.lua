-- class: state
-- expect: value "fine"
-- adds the finalizer when the table is already bound
local m = {}
for i = 1, 1000 do setmetatable({}, m) end
m.__gc = function() error("ran") end
for i = 1, 100000 do local garbage = { i } end
return "fine"
