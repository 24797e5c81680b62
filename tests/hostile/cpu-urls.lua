-- class: cpu
-- expect: cpu
-- resolving long addresses
local base = "http://a.gov.cn/" .. ("a/"):rep(10000)
while true do url.resolve(base, ("../"):rep(10000)) end
