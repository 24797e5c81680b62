-- class: state
-- expect: error attempt to index a nil value
-- throws its environment away
local _ENV <const> = nil
return x
