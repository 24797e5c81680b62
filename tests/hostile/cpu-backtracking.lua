-- class: cpu
-- expect: cpu
-- a pattern whose time is a power of its length
return (("a"):rep(30000)):find((".-"):rep(8) .. "b")
