-- class: bug
-- expect: error
-- sizes beyond what a format may have
return string.pack("i17", 1)
