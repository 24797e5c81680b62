-- class: environment
-- expect: error 'os' is not available to scripts
-- secrets come from the environment
return os.getenv("HOME")
