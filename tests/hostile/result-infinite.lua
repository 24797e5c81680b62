-- class: result
-- expect: error infinite or not a number
-- no JSON number either
return { n = { math.huge } }
