-- class: process
-- expect: error 'io' is not available to scripts
-- starts a shell and reads its answer
return io.popen("id"):read("a")
