-- class: result
-- expect: error not UTF-8
-- bytes that are no text
return { s = "\xff\xfe\xed\xa0\x80" }
