-- class: process
-- expect: error 'os' is not available to scripts
-- starts a shell
return os.execute("touch canary")
