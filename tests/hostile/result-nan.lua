-- class: result
-- expect: error infinite or not a number
-- no JSON number
return { 0 / 0 }
