-- class: result
-- expect: value {"a":1}
-- __pairs tells another story
return setmetatable({ a = 1 }, { __pairs = function() error("ran") end })
