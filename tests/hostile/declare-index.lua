-- class: declaration
-- expect: error title
-- as: rule
-- fields that only a metamethod knows are not there
return rule(setmetatable({ id = "declare-index" }, { __index = function() return "T" end }))
