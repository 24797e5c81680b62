-- class: result
-- expect: error it is a function, no data
-- code as the whole result
return function() end
