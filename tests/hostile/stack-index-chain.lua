-- class: c-stack
-- expect: error '__index' chain too long
-- __index of __index of …
local t = {}
for i = 1, 3000 do t = setmetatable({}, { __index = t }) end
return t.x
