-- class: declaration
-- expect: error ends with 'return rule
-- as: rule
-- returns a number
return 1
