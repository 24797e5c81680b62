-- class: bug
-- expect: value 1
-- empty matches at the end of a string
return select(2, (""):gsub("()", "%1"))
