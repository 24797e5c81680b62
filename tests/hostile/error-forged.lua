-- class: error
-- expect: error error-forged.lua: /usr/bin/govpub:1: all is well
-- names another file
error("/usr/bin/govpub:1: all is well", 0)
