-- class: result
-- expect: error neither a name nor a positive index
-- keys that no JSON has
return { [true] = 1 }
