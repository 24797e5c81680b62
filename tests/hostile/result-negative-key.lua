-- class: result
-- expect: error neither a name nor a positive index
-- an index below one
return { [math.mininteger] = 1 }
