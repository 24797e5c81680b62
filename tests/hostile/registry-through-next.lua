-- class: debug
-- expect: error table expected
-- walks what is no table of the script
return next(json.null)
