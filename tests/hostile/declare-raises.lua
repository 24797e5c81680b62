-- class: declaration
-- expect: error raised table instead of a message
-- as: rule
-- raises no message
error({})
