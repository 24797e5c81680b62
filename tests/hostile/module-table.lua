-- class: module
-- expect: error string expected
-- a name that makes itself
return require(setmetatable({}, { __tostring = function() return "honest" end }))
