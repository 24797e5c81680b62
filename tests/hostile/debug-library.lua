-- class: debug
-- expect: error 'debug' is not available to scripts
-- opens every door
return debug.getregistry()
