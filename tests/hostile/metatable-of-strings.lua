-- class: debug
-- expect: value [null,true]
-- one metatable for all strings of the state
return { getmetatable("") or json.null, getmetatable(json.null) == nil }
