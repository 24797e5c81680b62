-- class: declaration
-- expect: error ends with 'return rule
-- as: rule
-- returns another table than it declared
rule { id = "declare-other-table", title = "T", severity = "error", on = "page", check = function() end }
return { id = "declare-other-table" }
