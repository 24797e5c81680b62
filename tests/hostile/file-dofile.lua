-- class: files
-- expect: error 'dofile' is not available to scripts
-- runs any file
return dofile("/etc/passwd")
