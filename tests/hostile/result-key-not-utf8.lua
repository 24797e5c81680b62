-- class: result
-- expect: error not UTF-8
-- a name that is no text
return { ["\xc0\x80"] = 1 }
