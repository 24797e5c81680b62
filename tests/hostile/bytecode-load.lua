-- class: bytecode
-- expect: error 'load' is not available to scripts
-- bytecode that was made by hand breaks the interpreter
return load("\27Lua\x54\0\x19\x93\r\n\x1a\n")
