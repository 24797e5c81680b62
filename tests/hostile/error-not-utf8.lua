-- class: error
-- expect: error end
-- bytes that are no text, cut anywhere
error("\xff\xe4\xb8 end")
