-- class: memory
-- expect: memory
-- every byte becomes a megabyte
return #(("x"):rep(1000):gsub(".", ("y"):rep(1 << 20)))
