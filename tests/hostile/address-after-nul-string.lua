-- class: debug
-- expect: value "\u0000table"
-- the same with %s
return ("\0%s"):format({})
