-- class: process
-- expect: error 'os' is not available to scripts
-- ends the worker as if all were well
os.exit(0, true)
