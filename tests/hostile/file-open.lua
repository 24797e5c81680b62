-- class: files
-- expect: error 'io' is not available to scripts
-- reads what the user may read
return io.open("/etc/passwd"):read("a")
