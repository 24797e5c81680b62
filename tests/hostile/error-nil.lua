-- class: error
-- expect: error raised nil instead of a message
-- an error that is nothing
error()
