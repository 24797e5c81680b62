-- class: files
-- expect: error 'loadfile' is not available to scripts
-- the error message would show the file's first line
return select(2, loadfile("/etc/shadow"))
