-- class: cpu
-- expect: error the pattern is wrong|error 64 KiB
-- repeats of repeats: the compiled pattern would be endless
return text.re(("(a"):rep(200) .. ("){1,1000}"):rep(200))
