-- class: result
-- expect: value {"a\u0000b":"c\u0000d"}
-- NULs in names and strings
return { ["a\0b"] = "c\0d" }
