-- class: bytecode
-- expect: error 'string.dump' is not available
-- the same from the library
return string.dump(function() end)
