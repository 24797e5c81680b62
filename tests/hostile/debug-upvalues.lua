-- class: debug
-- expect: error attempt to index a nil value
-- the same through the loaded modules
return rawget(_G, "package").loaded.debug.getupvalue(string.format, 1)
