-- class: cpu
-- expect: cpu
-- quadratic: every position reads to the end
return (("a"):rep(4000000)):gsub(".-b", "")
