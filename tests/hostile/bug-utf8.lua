-- class: bug
-- expect: value [false,false,6]
-- code points beyond Unicode
return { pcall(utf8.char, 1 << 31) == true, pcall(utf8.codepoint, "\xff") == true, #utf8.char(0x7fffffff) }
