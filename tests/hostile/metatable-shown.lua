-- class: debug
-- expect: value [false,false]
-- the guard of a library, read
return { getmetatable(string), getmetatable(_G) }
