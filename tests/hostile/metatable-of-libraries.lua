-- class: debug
-- expect: error protected metatable
-- the guard of a library, changed
setmetatable(string, {})
