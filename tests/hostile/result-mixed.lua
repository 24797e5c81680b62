-- class: result
-- expect: error both names and indexes
-- list and map at once
return { 1, 2, x = 3 }
