-- class: result
-- expect: value {"n":null}
-- the one light userdata that is data
return { n = json.null }
