-- class: debug
-- expect: error scripts see no addresses
-- %p is the address itself
return ("%5p"):format({})
