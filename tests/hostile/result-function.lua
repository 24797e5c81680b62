-- class: result
-- expect: error it is a function, no data
-- code where data should be
return { f = function() end }
