-- class: debug
-- expect: value {"f":"function","t":"table"}
-- an address tells where memory lies
return { t = tostring({}), f = tostring(pcall) }
