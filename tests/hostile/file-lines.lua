-- class: files
-- expect: error attempt to index a nil value
-- rawget goes past the message to the library itself
return rawget(_G, "io").lines("/etc/passwd")()
