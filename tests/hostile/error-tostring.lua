-- class: error
-- expect: error raised table instead of a message
-- whoever shows it runs code
error(setmetatable({}, { __tostring = function() while true do end end }))
