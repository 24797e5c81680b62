-- class: state
-- expect: value "fine"
-- goes past the guards with rawset
rawset(_G, "type", nil)
rawset(string, "format", nil)
rawset(_G, "string", nil)
return "fine"
