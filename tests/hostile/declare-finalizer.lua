-- class: declaration
-- expect: error scripts have no finalizers
-- as: rule
-- wants to run when it is over
setmetatable({}, { __gc = pcall })
