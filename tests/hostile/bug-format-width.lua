-- class: bug
-- expect: error invalid conversion
-- a width of five digits
return ("%99999d"):format(1)
