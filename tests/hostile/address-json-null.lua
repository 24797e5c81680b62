-- class: debug
-- expect: value "null"
-- a light userdata is an address
return ("%s"):format(json.null)
