-- class: memory
-- expect: memory
-- half a gigabyte in one call
return #("x"):rep(512 << 20)
