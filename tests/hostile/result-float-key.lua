-- class: result
-- expect: error neither a name nor a positive index
-- keys that no JSON has
return { [1.5] = 1 }
