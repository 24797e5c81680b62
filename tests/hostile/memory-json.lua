-- class: memory
-- expect: error longer than 4 MiB
-- text and value in memory at once, and the reader's own copy
local s = '"' .. ("x"):rep(5 << 20) .. '"'
return assert(json.decode(s))
