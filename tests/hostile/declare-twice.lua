-- class: declaration
-- expect: error ends with 'return rule
-- as: rule
-- the first of two
local first = rule { id = "declare-twice", title = "T", severity = "error", on = "page", check = function() end }
rule { id = "x", title = "T", severity = "error", on = "page", check = function() end }
return first
