-- class: declaration
-- expect: error the place of the file makes it
-- as: rule
-- the name of another rule, with a way out
return rule { id = "../../links/all-is-well", title = "T", severity = "error", on = "page", check = function() end }
