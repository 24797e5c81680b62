-- class: state
-- expect: error scripts have no finalizers
-- code that runs while nobody looks
setmetatable({}, { __gc = function() while true do end end })
