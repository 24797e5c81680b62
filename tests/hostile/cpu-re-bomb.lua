-- class: cpu
-- expect: error the pattern took more than 2000000 steps
-- a pattern that tries every way to part a line
return text.re("^(a|a|aa)+$"):test(("a"):rep(5000) .. "!")
