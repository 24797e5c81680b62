-- class: files
-- expect: error 'io' is not available to scripts
-- leaves something behind
local f = io.open("canary", "w")
f:write("was here")
f:close()
