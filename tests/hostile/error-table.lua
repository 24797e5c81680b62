-- class: error
-- expect: error raised table instead of a message
-- an error that is no message
error({})
