-- class: state
-- expect: value "ABC"
-- changes the library, which methods of strings do not use
string.upper = function() return "poison" end
return ("abc"):upper()
