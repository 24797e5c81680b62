-- class: error
-- expect: error xxxx
-- a megabyte of message
error(("x"):rep(1 << 20))
