-- class: debug
-- expect: error scripts see no addresses
-- C stops reading at a NUL, Lua does not
return ("\0%p"):format({})
