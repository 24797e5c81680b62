-- class: memory
-- expect: error
-- a format that asks for 2^31 bytes of padding
return #string.pack("!16 " .. ("Xi16 i16 "):rep(1 << 18), 1)
