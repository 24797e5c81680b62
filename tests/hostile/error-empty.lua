-- class: error
-- expect: error error-empty.lua:
-- says nothing
error("", 0)
